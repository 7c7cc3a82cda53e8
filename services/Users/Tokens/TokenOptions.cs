namespace Users.Tokens;

/// <summary>Bound from <c>Tokens</c>.</summary>
public sealed class TokenOptions
{
    /// <summary>The <c>iss</c> of all tokens, and where their keys are found.</summary>
    public string Issuer { get; set; } = "http://users";

    public string Audience { get; set; } = "platform";

    /// <summary>How long a token is valid.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The age at which a signing key gives way to the next.</summary>
    public TimeSpan RotateAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>PBKDF2 iterations of new passwords' hashes.</summary>
    public int PasswordIterations { get; set; } = Accounts.Passwords.DefaultIterations;
}
