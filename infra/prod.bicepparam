using 'main.bicep'

// Private network, Service Bus Premium, zones, a copy of the data in UK West, two instances kept warm.
// Ids are not secrets. Those below stand for nobody: the workflow, or your shell, sets the environment's own.
param environmentName = 'prod'
param location = 'uksouth'
param entraTenantId = readEnvironmentVariable('ENTRA_TENANT_ID', '00000000-0000-0000-0000-000000000000')
param entraAudience = readEnvironmentVariable('ENTRA_AUDIENCE', '00000000-0000-0000-0000-000000000000')
param linkBase = 'https://recallalerts.example.gov.uk'
param notifyEmailTemplateId = '00000000-0000-0000-0000-000000000000'
param notifySmsTemplateId = '00000000-0000-0000-0000-000000000000'
param redundancy = 'zone-and-pair'
param operatorEmails = ['recallalerts-operators@example.gov.uk']
param zoneRedundantApp = true
param alwaysReadyHttp = 2
param logDays = 365
param addressSpace = '10.90.0.0/24'
