using Azure.Core;
using Azure.Identity;

namespace RecallAlerts.Azure;

/// <summary>As whom the service calls Azure.</summary>
public static class Credentials
{
    /// <summary>
    /// On Azure the managed identity that the settings name, and nothing else: a chain that tries one after another may find somebody else. Without one,
    /// whoever is signed in to the Azure CLI of this machine.
    /// </summary>
    /// <param name="clientId">The client id of a user-assigned managed identity; null on a developer's machine.</param>
    public static TokenCredential Of(string? clientId) => clientId is null
        ? new AzureCliCredential()
        : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));
}
