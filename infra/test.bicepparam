using 'main.bicep'

// As prod, but without its network, Premium and the copy in the other region.
// Ids are not secrets. Those below stand for nobody: the workflow, or your shell, sets the environment's own.
param environmentName = 'test'
param location = 'uksouth'
param entraTenantId = readEnvironmentVariable('ENTRA_TENANT_ID', '00000000-0000-0000-0000-000000000000')
param entraAudience = readEnvironmentVariable('ENTRA_AUDIENCE', '00000000-0000-0000-0000-000000000000')
param linkBase = 'https://test.recallalerts.example.gov.uk'
param notifyEmailTemplateId = '00000000-0000-0000-0000-000000000000'
param notifySmsTemplateId = '00000000-0000-0000-0000-000000000000'
param redundancy = 'zone'
param operatorEmails = ['recallalerts-test@example.gov.uk']
param logDays = 30
