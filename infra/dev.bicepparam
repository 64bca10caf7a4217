using 'main.bicep'

// Cheapest: scales to nothing, one copy of the data, everything reachable from outside (with a token).
// Ids are not secrets. Those below stand for nobody: the workflow, or your shell, sets the environment's own.
param environmentName = 'dev'
param location = 'uksouth'
param entraTenantId = readEnvironmentVariable('ENTRA_TENANT_ID', '00000000-0000-0000-0000-000000000000')
param entraAudience = readEnvironmentVariable('ENTRA_AUDIENCE', '00000000-0000-0000-0000-000000000000')
param linkBase = 'https://dev.recallalerts.example.gov.uk'
param notifyEmailTemplateId = '00000000-0000-0000-0000-000000000000'
param notifySmsTemplateId = '00000000-0000-0000-0000-000000000000'
param redundancy = 'local'
param operatorEmails = ['recallalerts-dev@example.gov.uk']
param logDays = 30
param maximumInstances = 10
