using System.Text.Json.Nodes;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Yaml;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Docker Compose: one file for all stages, what differs in variables and, where no variable can say it, in a file on top.</summary>
public sealed class ComposeTarget(DockerComposeEnvironmentResource environment) : IDeploymentTarget
{
    private const string Directory = "compose";

    public string Name => "compose";

    public void Emit(TargetContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var first = context.Models[0];
        var stages = context.Models.Select(model => ComposeStage.Build(model, environment, first, context.Report)).ToList();
        Patch(environment, stages, context.Report);
        Record(context.Output, stages);
        ComposeVariables.Introduce(stages);
        Write(context, stages);
        if (ComposeLocalFile.Of(stages[0]) is { } local)
        {
            Add(context, "docker-compose.local.yaml", Heading(LocalHeading) + ComposeYaml.Write(local));
        }
        Add(context, "docker-compose.test.yaml", Heading(TestHeading) + ComposeTestFile.Write(first, environment));
    }

    private const string LocalHeading =
        "For who runs services on this machine: the stores' ports on loopback, on top of docker-compose.yaml.\n"
        + "docker compose -f docker-compose.yaml -f docker-compose.local.yaml up -d --wait";

    private const string TestHeading =
        "For tests, a file of its own: data in memory, free ports, mocks, no dashboard. Several run side by side, each under a name:\n"
        + "docker compose -p test-1 -f docker-compose.test.yaml up -d --wait";

    /// <summary>The AppHost's last word: <c>.PatchObject("service", "gateway", "ulimits/nofile", 65535)</c>; networks and volumes likewise.</summary>
    private static void Patch(DockerComposeEnvironmentResource environment, List<ComposeStage> stages, PublishReport report)
    {
        var patches = new ObjectPatches(environment);
        foreach (var stage in stages)
        {
            foreach (
                var (section, kind) in new[] { ("services", EmittedObject.ComposeService), ("networks", "network"), ("volumes", "volume") }
            )
            {
                foreach (var (name, entry) in stage.Tree[section] as JsonObject ?? [])
                {
                    if (entry is JsonObject tree)
                    {
                        patches.Patch(stage.Model.Stage, kind, name, tree);
                    }
                }
            }
        }
        patches.RefuseUnmatched(report);
        patches.RefuseManifests(report, "say it with .ConfigureComposeFile(file => …).");
    }

    /// <summary>Lets policies see each stage's services as they are, before variables stand for what differs.</summary>
    private void Record(OutputTree output, List<ComposeStage> stages)
    {
        foreach (var stage in stages)
        {
            foreach (var (name, service) in stage.Tree["services"] as JsonObject ?? [])
            {
                output.Record(new(Name, stage.Model.Stage, EmittedObject.ComposeService, name, service!.DeepClone().AsObject()));
            }
        }
    }

    private void Write(TargetContext context, List<ComposeStage> stages)
    {
        var first = stages[0];
        Add(
            context,
            "docker-compose.yaml",
            Heading(
                $"{first.Model.Application}, all of it. As it stands it is {first.Model.Stage.Name()}'s; how other stages come up, and what the networks let through, stands in README.md."
            ) + ComposeYaml.Write(first.Tree)
        );
        foreach (var stage in stages)
        {
            var name = stage.Model.Stage.Name();
            stage.Context.StageValues["COMPOSE_PROJECT_NAME"] = $"{stage.Model.Application}-{name}";
            Add(
                context,
                $".env.{name}",
                EnvFile.Answer(
                    $"What {name} has of its own. What it needs from whoever deploys it stands in .env.",
                    stage.Context.StageValues
                ),
                stage.Model.Stage
            );
            foreach (var (path, text) in ComposeTelemetry.Files(stage.Context))
            {
                Add(context, path, text, stage.Model.Stage);
            }
            if (stage != first && ComposeOverride.Of(first, stage) is { } difference)
            {
                Add(
                    context,
                    $"docker-compose.{name}.yaml",
                    Heading($"What {name} has on top of docker-compose.yaml, and a variable cannot say.") + ComposeYaml.Write(difference),
                    stage.Model.Stage
                );
            }
        }
        var variables = stages
            .SelectMany(stage => stage.Context.Variables.Values)
            .DistinctBy(variable => variable.Name, StringComparer.Ordinal)
            .ToList();
        context.Output.Add(new($"{Directory}/.env", EnvFile.Ask(variables), Name) { Merge = onDisk => EnvFile.Merge(onDisk, variables) });
        foreach (var (script, text) in first.Context.Scripts)
        {
            Add(context, $"init/{script}", text, isExecutable: true);
        }
        ComposeSecretFiles.Add((file, text, isExecutable) => Add(context, file, text, isExecutable: isExecutable), stages);
        Add(context, "README.md", ComposeReadme.Write(stages));
    }

    private void Add(TargetContext context, string file, string text, Stage? stage = null, bool isExecutable = false) =>
        context.Output.Add(new($"{Directory}/{file}", text, Name, stage) { IsExecutable = isExecutable });

    private static string Heading(string words) => string.Concat(words.Split('\n').Select(line => $"# {line}\n"));
}
