using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>How to publish, as the command line has it.</summary>
/// <param name="Directory">Full path; null where none was given.</param>
/// <param name="Overwrite">Paths below the directory that are written though changed by hand; <c>all</c>: every one.</param>
/// <param name="IsMarkdown">The diff is for a pull request's comment.</param>
/// <param name="FailsOnDifferences">A diff that is not empty ends with 1.</param>
internal sealed record PublishOptions(
    string? Directory,
    PublishScope Scope,
    IReadOnlyList<string> Overwrite,
    bool IsMarkdown = false,
    bool FailsOnDifferences = false
)
{
    /// <exception cref="UsageException">There is no such stage.</exception>
    public static PublishOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(
            configuration["Publishing:OutputPath"] is { Length: > 0 } path ? Path.GetFullPath(path) : null,
            new PublishScope(
                Several(configuration["Platform:Target"]),
                [.. Several(configuration["Platform:Stage"]).Select(StageOf).Distinct()]
            ),
            [.. Several(configuration["Publishing:Overwrite"]).Select(one => one.TrimStart('.', '/'))],
            configuration["Publishing:Format"] == "markdown",
            bool.TryParse(configuration["Publishing:ExitCode"], out var fails) && fails
        );
    }

    public bool Overwrites(string path) => Overwrite.Contains("all") || Overwrite.Contains(path);

    private static Stage StageOf(string name) =>
        Stages.Find(name)
        ?? throw new UsageException($"--stage {name}: {string.Join(", ", Stages.All.Select(stage => stage.Name()))}. See: --help");

    private static string[] Several(string? values) =>
        (values ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
