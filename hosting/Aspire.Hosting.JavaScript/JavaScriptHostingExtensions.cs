using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>JavaScript applications in the graph.</summary>
public static partial class JavaScriptHostingExtensions
{
    private const string DefaultBuildScript = "build";

    /// <summary>Adds an application that a script of its <c>package.json</c> starts; npm installs its packages first.</summary>
    /// <param name="appDirectory">Where its <c>package.json</c> is; relative to the AppHost's directory.</param>
    /// <param name="runScriptName">The script to run. Publishing runs the script <c>build</c>.</param>
    public static IResourceBuilder<JavaScriptAppResource> AddJavaScriptApp(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string appDirectory,
        string runScriptName = "dev"
    )
    {
        var directory = AppDirectory(builder, appDirectory);
        return AddScripted(builder, new JavaScriptAppResource(name, "npm", directory), runScriptName);
    }

    /// <summary>Adds an application that Vite serves, with an endpoint <c>http</c> whose port is handed to Vite.</summary>
    /// <param name="appDirectory">Where its <c>package.json</c> is; relative to the AppHost's directory.</param>
    /// <param name="runScriptName">The script that starts Vite. Publishing runs the script <c>build</c>.</param>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string appDirectory,
        string runScriptName = "dev"
    )
    {
        var directory = AppDirectory(builder, appDirectory);
        var app = AddScripted(builder, new ViteAppResource(name, "npm", directory), runScriptName).WithHttpEndpoint(env: "PORT");
        return app.WithArgs(context => AddViteArguments(app.Resource, context));
    }

    /// <summary>Adds a program that Node.js runs. Where there is a <c>package.json</c>, npm installs its packages first.</summary>
    /// <param name="appDirectory">Where it starts; relative to the AppHost's directory.</param>
    /// <param name="scriptPath">The program; relative to <paramref name="appDirectory"/>.</param>
    public static IResourceBuilder<NodeAppResource> AddNodeApp(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string appDirectory,
        string scriptPath
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(scriptPath);
        var directory = AppDirectory(builder, appDirectory);
        var app = WithDefaults(builder.AddResource(new NodeAppResource(name, "node", directory)), scriptPath)
            .WithArgs(context => AddProgram(context, scriptPath));
        return File.Exists(Path.Combine(directory, "package.json")) ? app.WithNpm() : app;
    }

    /// <summary>Adds a program that Bun runs. Where there is a <c>package.json</c>, Bun installs its packages first.</summary>
    /// <param name="appDirectory">Where it starts; relative to the AppHost's directory.</param>
    /// <param name="scriptPath">The program; relative to <paramref name="appDirectory"/>.</param>
    public static IResourceBuilder<BunAppResource> AddBunApp(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string appDirectory,
        string scriptPath
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(scriptPath);
        var directory = AppDirectory(builder, appDirectory);
        var app = WithDefaults(builder.AddResource(new BunAppResource(name, "bun", directory)), scriptPath)
            .WithArgs(context => AddProgram(context, "run", scriptPath));
        return File.Exists(Path.Combine(directory, "package.json")) ? app.WithBun() : app;
    }

    /// <summary>Names the configuration file that Vite is to read; relative to the application's directory.</summary>
    public static IResourceBuilder<ViteAppResource> WithViteConfig(this IResourceBuilder<ViteAppResource> builder, string configPath)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(configPath);
        return builder.WithAnnotation(new ViteConfigAnnotation(configPath), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<T> AddScripted<T>(IDistributedApplicationBuilder builder, T app, string runScriptName)
        where T : JavaScriptAppResource
    {
        ArgumentException.ThrowIfNullOrEmpty(runScriptName);
        return WithDefaults(builder.AddResource(app), program: null)
            .WithArgs(context => AddProgram(context))
            .WithContainerFilesSource("/app/dist")
            .WithBuildScript(DefaultBuildScript)
            .WithRunScript(runScriptName)
            .WithNpm();
    }

    private static IResourceBuilder<T> WithDefaults<T>(IResourceBuilder<T> app, string? program)
        where T : JavaScriptAppResource
    {
        var environment = app.ApplicationBuilder.Environment.IsDevelopment() ? "development" : "production";
        return app.WithIconName("CodeJsRectangle")
            .WithOtlpExporter()
            .WithEnvironment("NODE_ENV", environment)
            .PublishAsDockerFile(container => JavaScriptDockerfile.Attach(container, app.Resource, program));
    }

    /// <summary>The script where one is to run, else the program; an image knows for itself what it runs.</summary>
    private static void AddProgram(CommandLineArgsCallbackContext context, params string[] program)
    {
        if (context.ExecutionContext.IsPublishMode)
        {
            return;
        }

        if (Script(context.Resource) is not var (manager, script))
        {
            AddAll(context.Args, program);
            return;
        }

        AddAll(context.Args, manager.ScriptCommand is { } run ? [run, script.ScriptName] : [script.ScriptName]);
        AddAll(context.Args, script.Args);
    }

    private static void AddViteArguments(ViteAppResource app, CommandLineArgsCallbackContext context)
    {
        if (context.ExecutionContext.IsPublishMode)
        {
            return;
        }

        if (Script(app) is ({ CommandSeparator: { } separator }, _) && !context.Args.Contains(separator))
        {
            context.Args.Add(separator);
        }

        var https = app.GetEndpoint("https");
        context.Args.Add("--port");
        context.Args.Add((https.Exists ? https : app.GetEndpoint("http")).Property(EndpointProperty.TargetPort));
        if (app.TryGetLastAnnotation<ViteConfigAnnotation>(out var config))
        {
            context.Args.Add("--config");
            context.Args.Add(config.Path);
        }
    }

    private static (JavaScriptPackageManagerAnnotation Manager, JavaScriptRunScriptAnnotation Script)? Script(IResource app) =>
        app.TryGetLastAnnotation<JavaScriptRunScriptAnnotation>(out var script)
        && app.TryGetLastAnnotation<JavaScriptPackageManagerAnnotation>(out var manager)
            ? (manager, script)
            : null;

    private static string AppDirectory(IDistributedApplicationBuilder builder, string appDirectory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(appDirectory);
        return builder.FullPath(appDirectory);
    }

    private static void AddAll(IList<object> all, IEnumerable<string> added)
    {
        foreach (var argument in added)
        {
            all.Add(argument);
        }
    }

    private sealed record ViteConfigAnnotation(string Path) : IResourceAnnotation;
}
