using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What to type next, for the first stage that was written.</summary>
internal static class NextCommands
{
    public static IEnumerable<string> Of(PublishedTree made, PublishOptions options)
    {
        var stage = (options.Scope.Stages.Count == 0 ? Stages.All[0] : options.Scope.Stages[0]).Name();
        var directory = Path.GetRelativePath(Environment.CurrentDirectory, options.Directory!);
        foreach (var target in made.Targets.Where(options.Scope.HasTarget))
        {
            if (Command(target, directory, stage) is { } command)
            {
                yield return command;
            }
        }
    }

    private static string? Command(string target, string directory, string stage) =>
        target switch
        {
            "compose" => $"docker compose --project-directory {directory}/compose up --detach",
            "kubernetes" => $"kubectl apply --kustomize {directory}/kubernetes/overlays/{stage}",
            _ => null,
        };
}
