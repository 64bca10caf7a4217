metadata name = 'RecallAlerts'
metadata description = 'The Functions host of RecallAlerts and what it needs. README.md says why each part is there and what it costs.'

@description('dev, test or prod. Private endpoints and Service Bus Premium exist in prod only.')
@allowed(['dev', 'test', 'prod'])
param environmentName string

@description('The data stays in the United Kingdom. UK West has no availability zones; README.md says what a move means.')
@allowed(['uksouth', 'ukwest'])
param location string = 'uksouth'

@description('How many copies of the data there are, and how far apart. Where a region has no zones, what would be spread over zones is kept three times in one place.')
@allowed(['local', 'zone', 'zone-and-pair'])
param redundancy string

@description('The Entra tenant whose tokens the API takes.')
param entraTenantId string

@description('The audience of these tokens: the application (client) id of the app registration (entra-app.json).')
param entraAudience string

@description('Where links in messages lead, without a path: https://... It is the public address of the app or of what stands before it.')
param linkBase string

@description('The template of e-mails in GOV.UK Notify: an id, and no secret.')
param notifyEmailTemplateId string

@description('The template of text messages in GOV.UK Notify.')
param notifySmsTemplateId string

@description('Who is told when an alarm goes off.')
param operatorEmails string[]

@description('Address ranges (CIDR) that may call the app. Empty: everybody may, with a token.')
param allowedRanges string[] = []

@description('Instances kept warm for HTTP; 0 is cheapest, and the first call after a quiet time waits some seconds.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int = 0

@description('Spreads instances over zones where the region has any. Azure then keeps two instances of every function and group running, which is billed: README.md, prices.')
param zoneRedundantApp bool = false

@description('The most instances at once. It bounds what a storm of events can cost, and how hard it can hit the tables.')
@minValue(1)
@maxValue(200)
param maximumInstances int = 40

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Where in the address space of its network prod lives; irrelevant elsewhere. A /24.')
param addressSpace string = '10.90.0.0/24'

var isProd = environmentName == 'prod'
var hasZones = location == 'uksouth'
var stem = 'recallalerts-${environmentName}'
var tags = { service: 'recallalerts', environment: environmentName }
var storageSku = {
  local: 'Standard_LRS'
  zone: hasZones ? 'Standard_ZRS' : 'Standard_LRS'
  'zone-and-pair': hasZones ? 'Standard_GZRS' : 'Standard_GRS'
}[redundancy]

// Names are computed here and not read from what was deployed, so that what-if can show what would change.
var suffix = uniqueString(resourceGroup().id)
var identityName = 'id-${stem}'
var storageName = 'st${environmentName}${suffix}'
var serviceBusName = 'sb-${stem}-${suffix}'
var vaultName = 'kv-${environmentName}-${suffix}'
var networkName = 'vnet-${stem}'

module identity 'modules/identity.bicep' = {
  params: { name: identityName, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    stem: stem
    location: location
    tags: tags
    logDays: logDays
    identityName: identityName
    principalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (isProd) {
  params: {
    name: networkName
    stem: stem
    location: location
    tags: tags
    addressSpace: addressSpace
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageName
    location: location
    tags: tags
    sku: storageSku
    identityName: identityName
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: isProd
  }
}

module serviceBus 'modules/servicebus.bicep' = {
  params: {
    name: serviceBusName
    location: location
    tags: tags
    identityName: identityName
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: isProd
  }
}

module keyVault 'modules/keyvault.bicep' = {
  params: {
    name: vaultName
    location: location
    tags: tags
    identityName: identityName
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: isProd
  }
}

module endpoints 'modules/endpoints.bicep' = if (isProd) {
  params: {
    stem: stem
    location: location
    tags: tags
    networkName: networkName
    storageName: storageName
    serviceBusName: serviceBusName
    vaultName: vaultName
  }
  dependsOn: [network, storage, serviceBus, keyVault]
}

// Last: an app that starts before its roles and endpoints would look for its storage where nobody answers it.
module functions 'modules/functions.bicep' = {
  params: {
    name: 'func-${stem}-${suffix}'
    planName: 'plan-${stem}'
    location: location
    tags: tags
    identityName: identityName
    storageName: storageName
    serviceBusName: serviceBusName
    vaultName: vaultName
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    workspaceId: monitoring.outputs.workspaceId
    networkName: isProd ? networkName : ''
    zoneRedundant: zoneRedundantApp && hasZones
    alwaysReadyHttp: alwaysReadyHttp
    maximumInstances: maximumInstances
    allowedRanges: allowedRanges
    linkBase: linkBase
    notifyEmailTemplateId: notifyEmailTemplateId
    notifySmsTemplateId: notifySmsTemplateId
    entraTenantId: entraTenantId
    entraAudience: entraAudience
  }
  dependsOn: [storage, serviceBus, keyVault, endpoints]
}

module alarms 'modules/alarms.bicep' = {
  params: {
    stem: stem
    location: location
    tags: tags
    operatorEmails: operatorEmails
    workspaceId: monitoring.outputs.workspaceId
    serviceBusName: serviceBusName
    functionsName: functions.outputs.name
  }
  dependsOn: [serviceBus]
}

@description('The name of the Functions app: what a package is published to.')
output functionsName string = functions.outputs.name

@description('Its own address.')
output functionsUrl string = functions.outputs.url

@description('The vault into which a person writes service-key and notify-api-key once (secrets.bicep).')
output vaultName string = vaultName

@description('The namespace whose queue case-events the bridge sends to.')
output serviceBusNamespace string = '${serviceBusName}.servicebus.windows.net'
