using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry;

/// <summary>A part of the telemetry as a target runs it: one container, its files and what it talks to. Each target prints it its own way.</summary>
public sealed record TelemetryService(TelemetryPart Part)
{
    public string Name => Part.Name;

    /// <summary>Empty: the image's own.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>No secrets among them: those are files, too.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<MountedFile> Files { get; init; } = [];

    /// <summary>Names of secrets, each a file below <see cref="SecretDirectory"/>.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Where others reach it.</summary>
    public IReadOnlyList<EdgePort> Ports { get; init; } = [];

    /// <summary>Of <see cref="Ports"/> the one with a page for people; null: none.</summary>
    public int? Page { get; init; }

    /// <summary>What outlives the instance; null: nothing does.</summary>
    public string? DataPath { get; init; }

    /// <summary>Writable, and gone with the instance.</summary>
    public IReadOnlyList<string> ScratchPaths { get; init; } = [];

    /// <summary>Other parts, workloads and stores that it talks to, by name.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Answers 200 once it can serve; null: it is a step that ends.</summary>
    public required HealthQuestion? Health { get; init; }

    /// <summary>A command within the container that says whether it can serve, where something must ask there; empty: its shell asks for <see cref="Health"/>.</summary>
    public IReadOnlyList<string> HealthCommand { get; init; } = [];

    /// <summary>The image's own user, never root.</summary>
    public required long User { get; init; }
    public ComputeResources Resources { get; init; } = new("100m", "128Mi", "500m", "512Mi");

    /// <summary>Where secrets are mounted: Compose knows no other place.</summary>
    public const string SecretDirectory = "/run/secrets";

    /// <summary>The file that holds the secret.</summary>
    public static string SecretFile(string name) => $"{SecretDirectory}/{name}";
}

/// <summary>A file that is mounted read-only.</summary>
/// <param name="Path">In the container.</param>
/// <param name="Name">Unique among the part's files, without directories.</param>
public sealed record MountedFile(string Path, string Name, string Text);

/// <summary>A GET over HTTP.</summary>
public sealed record HealthQuestion(int Port, string Path);
