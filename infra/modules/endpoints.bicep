metadata description = 'Private endpoints of storage, Service Bus and the vault, with the zones that make their names lead there.'

param stem string
param location string
param tags object
param networkName string
param storageName string
param serviceBusName string
param vaultName string

var storageId = resourceId('Microsoft.Storage/storageAccounts', storageName)
var serviceBusId = resourceId('Microsoft.ServiceBus/namespaces', serviceBusName)

// These zone names are fixed by Azure; environment() has only that of storage.
var endpoints = [
  { group: 'blob', target: storageId, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { group: 'queue', target: storageId, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { group: 'table', target: storageId, zone: 'privatelink.table.${environment().suffixes.storage}' }
  { group: 'namespace', target: serviceBusId, zone: 'privatelink.servicebus.windows.net' }
  {
    group: 'vault'
    target: resourceId('Microsoft.KeyVault/vaults', vaultName)
    zone: 'privatelink.vaultcore.azure.net'
  }
]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for endpoint in endpoints: {
    name: endpoint.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (endpoint, i) in endpoints: {
    parent: zones[i]
    name: 'link-${stem}'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: resourceId('Microsoft.Network/virtualNetworks', networkName) }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for endpoint in endpoints: {
    name: 'pe-${stem}-${endpoint.group}'
    location: location
    tags: tags
    properties: {
      subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'endpoints') }
      privateLinkServiceConnections: [
        { name: endpoint.group, properties: { privateLinkServiceId: endpoint.target, groupIds: [endpoint.group] } }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (endpoint, i) in endpoints: {
    parent: privateEndpoints[i]
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: endpoint.group, properties: { privateDnsZoneId: zones[i].id } }] }
  }
]
