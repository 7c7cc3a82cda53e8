namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>Where a value comes from that only a cluster knows.</summary>
public abstract record SecretSource;

/// <summary>Kept by the secret manager.</summary>
/// <param name="Group">What is kept together: <c>parameters</c>, or a store's name.</param>
/// <param name="Property">In the group.</param>
/// <param name="Name">Unique without its group, for a manager that has none.</param>
public sealed record GivenSecret(string Group, string Property, string Name) : SecretSource;

/// <summary>Made by an operator, beside the store.</summary>
/// <param name="Secret">In the namespace of data.</param>
public sealed record CarriedSecret(string Secret, string Key) : SecretSource;
