metadata description = 'Queue case-events (from the bridge) and topic alerts (to DispatchAlerts). No keys. Standard, or Premium where it must be private.'

param name string
param location string
param tags object
param identityName string
param principalId string
param workspaceId string
param isPrivate bool

@description('For how long a message with the same MessageId is dropped silently. A retry within it needs another id ({messageId}.{try}).')
param duplicateWindow string = 'PT1H'

@description('After so many deliveries a message is put aside with its reason instead of blocking others.')
param maxDeliveryCount int = 10

var tier = isPrivate ? 'Premium' : 'Standard'
var identityId = resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', identityName)
var receiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
var sender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')

// They do not overlap and leave nothing out, as long as every message carries both properties and what goes to on-call is immediate.
var alertFilters = {
  'on-call': {
    filterType: 'CorrelationFilter'
    correlationFilter: { properties: { role: 'on-call' } }
  }
  immediate: {
    filterType: 'SqlFilter'
    sqlFilter: { sqlExpression: 'kind = \'immediate\' AND role <> \'on-call\'' }
  }
  lists: {
    filterType: 'SqlFilter'
    sqlFilter: { sqlExpression: 'kind <> \'immediate\'' }
  }
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: isPrivate ? { name: tier, tier: tier, capacity: 1 } : { name: tier, tier: tier }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource caseEvents 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: bus
  name: 'case-events'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    maxDeliveryCount: maxDeliveryCount
    lockDuration: 'PT5M'
    defaultMessageTimeToLive: 'P14D'
    deadLetteringOnMessageExpiration: true
    requiresSession: false
  }
}

resource alerts 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: bus
  name: 'alerts'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    defaultMessageTimeToLive: 'P14D'
  }
}

resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for filter in items(alertFilters): {
    parent: alerts
    name: filter.key
    properties: {
      maxDeliveryCount: maxDeliveryCount
      lockDuration: 'PT5M'
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
      deadLetteringOnFilterEvaluationExceptions: true
      requiresSession: false
    }
  }
]

// A subscription is born with a rule $Default that lets everything through, and a template cannot delete. So our filter takes that
// very name: whatever Azure does with the first rule, none that lets everything through is left.
resource rules 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [
  for (filter, i) in items(alertFilters): {
    parent: subscriptions[i]
    name: '$Default'
    properties: filter.value
  }
]

resource receivesCaseEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: caseEvents
  name: guid(caseEvents.id, identityId, receiver)
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: receiver }
}

// What was put aside goes back by the page Operations, when what it was refused for is mended.
resource sendsCaseEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: caseEvents
  name: guid(caseEvents.id, identityId, sender)
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: sender }
}

// On the subscription: a trigger does not work with a role on the topic alone.
resource receivesAlerts 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (filter, i) in items(alertFilters): {
    scope: subscriptions[i]
    name: guid(subscriptions[i].id, identityId, receiver)
    properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: receiver }
  }
]

resource sendsAlerts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: alerts
  name: guid(alerts.id, identityId, sender)
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: sender }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: bus
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
