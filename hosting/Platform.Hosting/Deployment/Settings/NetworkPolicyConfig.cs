namespace Platform.Hosting.Deployment;

/// <summary>What may talk to what, beside what the graph says.</summary>
public sealed record NetworkPolicyConfig
{
    /// <summary>Whatever no edge allows is denied.</summary>
    public bool DefaultDenyAll { get; init; } = true;
    public IReadOnlyList<AllowedConnection> AllowedConnections { get; init; } = [];
}

/// <summary>A connection that the graph does not know of.</summary>
/// <param name="FromService">A component's name.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Reason">For whoever reads the policy.</param>
public sealed record AllowedConnection(string FromService, string ToService, int Port, string Protocol = "TCP", string Reason = "");
