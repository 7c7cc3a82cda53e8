using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A variable of the <c>.env</c> file.</summary>
public sealed class CapturedEnvironmentVariable
{
    public required string Name { get; init; }

    /// <summary>For whoever fills it in.</summary>
    public string? Description { get; set; }

    /// <summary>What holds where nobody fills it in; written to the stages' files, never to <c>.env</c>.</summary>
    public string? DefaultValue { get; set; }

    /// <summary>What it stands for: a parameter, an image, a port.</summary>
    public object? Source { get; set; }

    /// <summary>The resource that brought it in.</summary>
    public IResource? Resource { get; set; }
}
