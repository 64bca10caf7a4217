metadata name = 'Secrets of RecallAlerts'
metadata description = 'Run by a person, once per environment (README.md). It goes through the management plane, so it also reaches a vault without public access.'

param vaultName string

@description('32 random bytes as 64 hex digits. Every watchId, messageId and narrative depends on it: written once, and never overwritten from here.')
@secure()
@minLength(64)
@maxLength(64)
param serviceKey string

@description('The API key of GOV.UK Notify.')
@secure()
@minLength(1)
param notifyApiKey string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }

@onlyIfNotExists()
resource service 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'service-key'
  properties: { value: serviceKey, contentType: 'hex; never to be rotated, see infra/README.md' }
}

resource notify 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'notify-api-key'
  properties: { value: notifyApiKey, contentType: 'GOV.UK Notify' }
}
