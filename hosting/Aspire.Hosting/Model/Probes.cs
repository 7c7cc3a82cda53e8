using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a probe decides.</summary>
[Experimental("ASPIREPROBES001")]
public enum ProbeType
{
    /// <summary>Whether it has started.</summary>
    Startup,

    /// <summary>Whether it gets traffic.</summary>
    Readiness,

    /// <summary>Whether it is restarted.</summary>
    Liveness,
}

/// <summary>A probe that a deployment target makes.</summary>
[Experimental("ASPIREPROBES001")]
public abstract class ProbeAnnotation : IResourceAnnotation
{
    public required ProbeType Type { get; init; }

    /// <summary>Seconds. Default: 5.</summary>
    public int InitialDelaySeconds { get; init; } = 5;

    /// <summary>Seconds. Default: 5.</summary>
    public int PeriodSeconds { get; init; } = 5;

    /// <summary>Seconds. Default: 1.</summary>
    public int TimeoutSeconds { get; set; } = 1;

    /// <summary>Failures in a row that count. Default: 3.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>Successes in a row that count. Default: 1.</summary>
    public int SuccessThreshold { get; init; } = 1;
}

/// <summary>A probe by HTTP GET.</summary>
[Experimental("ASPIREPROBES001")]
public sealed class EndpointProbeAnnotation : ProbeAnnotation
{
    public required EndpointReference EndpointReference { get; init; }

    public required string Path { get; init; }
}
