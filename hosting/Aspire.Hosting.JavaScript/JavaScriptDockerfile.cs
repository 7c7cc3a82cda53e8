using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>The image of a published application: the Dockerfile in its directory, else one made from its annotations.</summary>
internal static class JavaScriptDockerfile
{
    /// <param name="program">What the image runs; null where it only holds what was built.</param>
    public static void Attach(IResourceBuilder<ContainerResource> container, JavaScriptAppResource app, string? program)
    {
        if (File.Exists(Path.Combine(app.WorkingDirectory, "Dockerfile")))
        {
            return;
        }

        container.WithDockerfileFactory(app.WorkingDirectory, _ => program is null ? Built(app) : Running(app, program));
        if (program is null && container.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            build.HasEntrypoint = false;
        }
    }

    /// <summary>An image with the built files, for others to take them from.</summary>
    private static string Built(JavaScriptAppResource app)
    {
        var text = new StringBuilder();
        Begin(text, $"node:{NodeVersion.Of(app.WorkingDirectory)}-slim", stage: null);
        AddInstall(text, app, production: false);
        Line(text, "COPY . .");
        AddBuild(text, app);
        return text.ToString();
    }

    private static string Running(JavaScriptAppResource app, string program)
    {
        var image = app is BunAppResource ? "oven/bun:1-alpine" : $"node:{NodeVersion.Of(app.WorkingDirectory)}-alpine";
        var text = new StringBuilder();
        var builds = app.HasAnnotationOfType<JavaScriptBuildScriptAnnotation>();
        if (builds)
        {
            Begin(text, image, "build");
            AddInstall(text, app, production: false);
            Line(text, "COPY . .");
            AddBuild(text, app);
            Line(text);
        }

        Begin(text, image, stage: null);
        AddInstall(text, app, production: true);
        if (builds)
        {
            // Its modules are those of development: the ones installed above stay.
            Line(text, "RUN --mount=type=bind,from=build,source=/app,target=/built \\");
            Line(text, "    tar -C /built --exclude=./node_modules -cf - . | tar -C /app -xf -");
        }
        else
        {
            Line(text, "COPY . .");
        }

        Line(text, "ENV NODE_ENV=production");
        Line(text, app is BunAppResource ? "USER bun" : "USER node");
        Line(text, $"ENTRYPOINT [{(app is BunAppResource ? "\"bun\", \"run\"" : "\"node\"")}, \"{program.Replace('\\', '/')}\"]");
        return text.ToString();
    }

    private static void Begin(StringBuilder text, string image, string? stage)
    {
        Line(text, $"FROM {image}{(stage is null ? "" : $" AS {stage}")}");
        Line(text, "WORKDIR /app");
    }

    private static void AddInstall(StringBuilder text, JavaScriptAppResource app, bool production)
    {
        if (
            !app.TryGetLastAnnotation<JavaScriptPackageManagerAnnotation>(out var manager)
            || !app.TryGetLastAnnotation<JavaScriptInstallCommandAnnotation>(out var install)
        )
        {
            return;
        }

        if (manager.ImageSetup is { } setup)
        {
            Line(text, $"RUN {setup}");
        }

        foreach (var (source, destination) in manager.PackageFilesPatterns)
        {
            Line(text, $"COPY {source} {destination}");
        }

        var cache = manager.CacheMount is { } path ? $"--mount=type=cache,target={path} " : "";
        IEnumerable<string> words = [manager.ExecutableName, .. install.Args];
        Line(text, $"RUN {cache}{string.Join(' ', production && install.ProductionInstallArgs is { } less ? words.Append(less) : words)}");
    }

    private static void AddBuild(StringBuilder text, JavaScriptAppResource app)
    {
        if (
            app.TryGetLastAnnotation<JavaScriptPackageManagerAnnotation>(out var manager)
            && app.TryGetLastAnnotation<JavaScriptBuildScriptAnnotation>(out var script)
        )
        {
            string?[] words = [manager.ExecutableName, manager.ScriptCommand, script.ScriptName, .. script.Args];
            Line(text, $"RUN {string.Join(' ', words.OfType<string>())}");
        }
    }

    private static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');
}
