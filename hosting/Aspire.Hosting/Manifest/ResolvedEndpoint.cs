namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint with the ports that a publisher gives it.</summary>
public sealed class ResolvedEndpoint
{
    public required EndpointAnnotation Endpoint { get; init; }

    /// <summary>The port that the resource listens on.</summary>
    public ResolvedPort TargetPort { get; init; }

    /// <summary>The port that clients connect to.</summary>
    public ResolvedPort ExposedPort { get; init; }
}

/// <summary>A port and where it comes from.</summary>
public readonly struct ResolvedPort
{
    /// <summary>Null where the deployment target chooses.</summary>
    public int? Value { get; init; }

    /// <summary>Whether an allocator chose it.</summary>
    public bool IsAllocated { get; init; }

    /// <summary>Whether it follows from another port.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>A port that the model names.</summary>
    public static ResolvedPort Explicit(int port) => new() { Value = port };

    /// <summary>A port that follows from another.</summary>
    public static ResolvedPort Implicit(int port) => new() { Value = port, IsImplicit = true };

    /// <summary>A port that an allocator chose.</summary>
    public static ResolvedPort Allocated(int port) => new() { Value = port, IsAllocated = true };

    /// <summary>The deployment target chooses.</summary>
    public static ResolvedPort None() => default;
}
