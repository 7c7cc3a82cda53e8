using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>Where a store is for one consumer, and how it is spoken to.</summary>
/// <param name="Certificate">The path of the authority's certificate in the consumer's container; null: the system's authorities, or no TLS.</param>
public sealed record StoreAddress(ValuePart Host, int Port, bool Tls, string? Certificate = null);

/// <summary>Who the consumer is to the store. A store with one password for all has no user.</summary>
public sealed record StoreLogin(ValuePart? User, ValuePart? Password)
{
    public static StoreLogin Of(string user, string secret) => new(new LiteralPart(user), new SecretPart(secret));
}
