namespace Users.Accounts;

/// <summary>An account as its owner sees it.</summary>
public sealed record Account(Guid Id, string Email, string Name, string Role, DateTime CreatedAt);

/// <param name="Password">8 to 128 characters with a letter and a digit.</param>
public sealed record RegisterRequest(string? Email, string? Password, string? Name);

public sealed record LoginRequest(string? Email, string? Password);

/// <summary>An account with what a login needs.</summary>
/// <param name="Throttle">How long logins are refused; null when they are not.</param>
internal sealed record Credentials(Account Account, string PasswordHash, string? IdempotencyKey, TimeSpan? Throttle);
