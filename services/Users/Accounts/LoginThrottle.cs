namespace Users.Accounts;

/// <summary>Guessing is slowed for each account; short enough that nobody can lock somebody else out for long.</summary>
internal static class LoginThrottle
{
    /// <summary>After so many failed logins within the window, all are refused until it ends.</summary>
    public const int Failures = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
}
