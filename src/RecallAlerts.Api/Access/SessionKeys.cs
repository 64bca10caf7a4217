using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using RecallAlerts.Application.Recalls;

namespace RecallAlerts.Api.Access;

/// <summary>Encrypts the keys of sessions and forms where they are kept, under the service's secret: who can read the store alone can sign nobody in.</summary>
public static class SessionKeys
{
    /// <summary>Protects the keys by a secret that is kept elsewhere.</summary>
    public static IDataProtectionBuilder ProtectKeysWith(this IDataProtectionBuilder builder, byte[] secret)
    {
        builder.Services.AddSingleton(new SessionKeyCipher(secret));
        builder.Services.Configure<KeyManagementOptions>(o => o.XmlEncryptor = new SessionKeyEncryptor(new SessionKeyCipher(secret)));
        return builder;
    }
}

/// <summary>The cipher of session keys.</summary>
/// <param name="secret">The service's secret.</param>
internal sealed class SessionKeyCipher(byte[] secret)
{
    public NarrativeCipher Cipher { get; } = new(secret, NarrativeCipher.SessionKeys);
}

/// <summary>Encrypts a key.</summary>
internal sealed class SessionKeyEncryptor(SessionKeyCipher cipher) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var bytes = cipher.Cipher.Encrypt(plaintextElement.ToString(SaveOptions.DisableFormatting))!;
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(bytes)), typeof(SessionKeyDecryptor));
    }
}

/// <summary>Decrypts a key; made by the framework, by its name in the stored key.</summary>
/// <param name="services">Where the cipher is.</param>
internal sealed class SessionKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<SessionKeyCipher>().Cipher.Decrypt(Convert.FromBase64String(encryptedElement.Value))!);
}
