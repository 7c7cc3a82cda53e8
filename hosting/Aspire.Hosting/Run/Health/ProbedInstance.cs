namespace Aspire.Hosting.Run;

/// <summary>The instance whose health check runs: a check that knows it asks that replica, not whichever the proxy picks.</summary>
internal static class ProbedInstance
{
    private static readonly AsyncLocal<string?> s_id = new();

    public static string? Id
    {
        get => s_id.Value;
        set => s_id.Value = value;
    }
}
