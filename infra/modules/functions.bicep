metadata description = 'The Functions app on Flex Consumption: .NET 10, isolated worker, its package in a blob container that it reads by its identity.'

param name string
param planName string
param location string
param tags object
param identityName string
param storageName string
param serviceBusName string
param vaultName string
param applicationInsightsName string
param workspaceId string

@description('The network that the app joins; empty outside prod.')
param networkName string

param zoneRedundant bool
param alwaysReadyHttp int
param maximumInstances int
param allowedRanges string[]
param linkBase string
param notifyEmailTemplateId string
param notifySmsTemplateId string
param entraTenantId string
param entraAudience string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = { name: identityName }
resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = { name: applicationInsightsName }

var vaultUri = 'https://${vaultName}${environment().suffixes.keyvaultDns}'

// Named as the app reads them. Two are references into the vault; the address of Application Insights is no secret, as local
// authentication is off there.
var settings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
  AZURE_CLIENT_ID: identity.properties.clientId
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  OTEL_SERVICE_NAME: 'recallalerts-functions'
  RecallAlerts__Entra__Audience: entraAudience
  RecallAlerts__Entra__TenantId: entraTenantId
  RecallAlerts__LinkBase: linkBase
  RecallAlerts__Notify__ApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}/secrets/notify-api-key)'
  RecallAlerts__Notify__EmailTemplateId: notifyEmailTemplateId
  RecallAlerts__Notify__SmsTemplateId: notifySmsTemplateId
  RecallAlerts__ServiceBus__FullyQualifiedNamespace: '${serviceBusName}.servicebus.windows.net'
  RecallAlerts__ServiceKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}/secrets/service-key)'
  RecallAlerts__Tables__Endpoint: 'https://${storageName}.table.${environment().suffixes.storage}/'
  ServiceBusConnection__clientId: identity.properties.clientId
  ServiceBusConnection__credential: 'managedidentity'
  ServiceBusConnection__fullyQualifiedNamespace: '${serviceBusName}.servicebus.windows.net'
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    // Everything that the app sends goes through this subnet; Flex Consumption has no other way to route (and no FTP to turn off).
    virtualNetworkSubnetId: empty(networkName)
      ? null
      : resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'app')
    publicNetworkAccess: 'Enabled'
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${environment().suffixes.storage}/packages'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyHttp }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(allowedRanges) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: [
        for (range, i) in allowedRanges: { name: 'allowed-${i}', priority: 100 + i, action: 'Allow', ipAddress: range }
      ]
      scmIpSecurityRestrictionsUseMain: false
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  // Packages are published with an Entra token; user name and password do not exist.
  resource noPublishingPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
