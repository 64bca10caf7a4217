metadata description = 'What wakes somebody. README.md says how to read each.'

param stem string
param location string
param tags object
param operatorEmails string[]
param workspaceId string
param serviceBusName string
param functionsName string

@description('A message that has waited longer than this is late: publishing runs each minute, retries included in the first ten.')
param oldestOutboxSeconds int = 600

@description('Server errors in a quarter of an hour above which it is no accident.')
param serverErrors int = 5

var unwatched = 'recallalerts.watch.unwatched'
// The last value of a gauge, whether it came alone or as a sum of several.
var value = 'extend value = Sum / max_of(ItemCount, 1)'

var logAlarms = {
  'unwatched-releases': {
    description: 'Releases that nobody watches. It is to be 0 always; ReconcileWatches starts them again within the hour, so if this stays, that does not work either.'
    severity: 0
    query: 'AppMetrics | where Name == \'${unwatched}\' | ${value} | where value != 0'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
  }
  'no-proof-of-watch': {
    description: 'Nobody has said for three hours that releases are watched. ReconcileWatches says it each hour: the app does not run, or its telemetry does not arrive.'
    severity: 0
    query: 'AppMetrics | where Name == \'recallalerts.watch.proofs\' and Sum > 0'
    operator: 'LessThan'
    threshold: 1
    window: 'PT3H'
  }
  'outbox-age': {
    description: 'The oldest message that should have gone has waited for over ${oldestOutboxSeconds / 60} minutes.'
    severity: 1
    query: 'AppMetrics | where Name == \'recallalerts.outbox.oldest_seconds\' | ${value} | where value > ${oldestOutboxSeconds}'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  'audit-fails': {
    description: 'Entries of the audit log cannot be written, so nobody is shown anything. The watch of releases goes on.'
    severity: 1
    query: 'AppMetrics | where Name == \'recallalerts.audit.failed\' and Sum > 0'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  'no-audit-anchors': {
    description: 'Nobody has anchored the audit log for three hours. AnchorAudit does it each hour.'
    severity: 2
    query: 'AppMetrics | where Name == \'recallalerts.audit.anchors\' and Sum > 0'
    operator: 'LessThan'
    threshold: 1
    window: 'PT3H'
  }
  'no-audit-verification': {
    description: 'Nobody has read the whole audit log for two days. VerifyAuditNightly does it each night: it fails, or does not come to its end.'
    severity: 2
    query: 'AppMetrics | where Name == \'recallalerts.audit.verifications\' and Sum > 0'
    operator: 'LessThan'
    threshold: 1
    window: 'P2D'
  }
  'audit-broken': {
    description: 'A verification found the audit log changed. docs/operations.md says what to do.'
    severity: 1
    query: 'AppMetrics | where Name == \'recallalerts.audit.findings\' | ${value} | where value != 0'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
  }
  'failing-sends': {
    description: 'Messages that GOV.UK Notify did not take, or whose addressee has no address. They stay and are tried again; GET /api/watch counts them.'
    severity: 2
    query: 'AppMetrics | where Name == \'recallalerts.outbox.failing\' | ${value} | where value > 0'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  'failed-orchestrations': {
    description: 'An orchestration has failed for good. ReconcileWatches starts its watch again; the cause will fail it again.'
    severity: 1
    query: 'AppTraces | where SeverityLevel >= 3 and Message contains \'(Orchestrator)\' and Message contains \'failed with an error\''
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  'server-errors-seen-by-the-app': {
    description: 'More than ${serverErrors} answers 5xx in a quarter of an hour, as the app counts them.'
    severity: 1
    query: 'AppMetrics | where Name == \'http.server.request.duration\' and tostring(Properties[\'http.response.status_code\']) startswith \'5\''
    // One row stands for several calls.
    measure: 'ItemCount'
    operator: 'GreaterThan'
    threshold: serverErrors
    window: 'PT15M'
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${stem}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'recalls'
    enabled: true
    emailReceivers: [
      for (address, i) in operatorEmails: { name: 'operator-${i}', emailAddress: address, useCommonAlertSchema: true }
    ]
  }
}

resource onLogs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alarm in items(logAlarms): {
    name: '${stem}-${alarm.key}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alarm.key
      description: alarm.value.description
      severity: alarm.value.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: alarm.value.window
      criteria: {
        allOf: [
          {
            query: alarm.value.query
            timeAggregation: alarm.value.?measure == null ? 'Count' : 'Total'
            metricMeasureColumn: alarm.value.?measure
            operator: alarm.value.operator
            threshold: alarm.value.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // At the first deployment no table has a row yet.
      skipQueryValidation: true
      actions: { actionGroups: [operators.id] }
    }
  }
]

// Azure counts dead letters by queue and topic, not by subscription: the topic's count is that of its three subscriptions together,
// and README.md has the command that tells them apart.
resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${stem}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages that were given up, by queue (case-events) or topic (alerts: its three subscriptions).'
    severity: 1
    enabled: true
    scopes: [resourceId('Microsoft.ServiceBus/namespaces', serviceBusName)]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['case-events', 'alerts'] }]
        }
      ]
    }
    autoMitigate: true
    actions: [{ actionGroupId: operators.id }]
  }
}

resource serverErrorAlarm 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${stem}-server-errors'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than ${serverErrors} answers 5xx in a quarter of an hour, as the platform counts them: also when the app is too broken to count.'
    severity: 1
    enabled: true
    scopes: [resourceId('Microsoft.Web/sites', functionsName)]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'server-errors'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: serverErrors
          skipMetricValidation: true
        }
      ]
    }
    autoMitigate: true
    actions: [{ actionGroupId: operators.id }]
  }
}
