using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;

namespace Aspire.Hosting;

public static partial class JavaScriptHostingExtensions
{
    /// <summary>Where package managers keep their caches in the images of Node and Bun, whose builds run as root.</summary>
    private const string ImageHome = "/root";

    /// <summary>Lets npm install the packages and run the scripts.</summary>
    /// <param name="install">False to start without installing.</param>
    /// <param name="installCommand">Default: <c>install</c>; when publishing <c>ci</c>, where there is a lock file.</param>
    public static IResourceBuilder<TResource> WithNpm<TResource>(
        this IResourceBuilder<TResource> resource,
        bool install = true,
        string? installCommand = null,
        string[]? installArgs = null
    )
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var command = installCommand ?? (IsLocked(resource, "package-lock.json") ? "ci" : "install");
        var npm = new JavaScriptPackageManagerAnnotation("npm", "run", ImageHome + "/.npm")
        {
            PackageFilesPatterns = { new CopyFilePattern("package*.json", "./") },
        };
        return With(resource, npm, install, new([command, .. installArgs ?? []]) { ProductionInstallArgs = "--omit=dev" });
    }

    /// <summary>Lets yarn install the packages and run the scripts.</summary>
    /// <param name="install">False to start without installing.</param>
    /// <param name="installArgs">Default when publishing: what keeps to <c>yarn.lock</c>, where there is one.</param>
    public static IResourceBuilder<TResource> WithYarn<TResource>(
        this IResourceBuilder<TResource> resource,
        bool install = true,
        string[]? installArgs = null
    )
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var isModern = Has(resource, ".yarnrc.yml") || Has(resource, ".yarn");
        string[] strict = isModern ? ["--immutable"] : ["--frozen-lockfile"];
        var yarn = new JavaScriptPackageManagerAnnotation(
            "yarn",
            "run",
            isModern ? ImageHome + "/.yarn/berry/cache" : "/usr/local/share/.cache/yarn"
        )
        {
            CommandSeparator = null,
            ImageSetup = isModern ? "corepack enable" : null,
            PackageFilesPatterns = { new CopyFilePattern("package.json", "./") },
        };
        AddPatterns(resource, yarn, "yarn.lock", ".yarnrc.yml");
        return With(
            resource,
            yarn,
            install,
            new(["install", .. installArgs ?? (IsLocked(resource, "yarn.lock") ? strict : [])])
            {
                ProductionInstallArgs = isModern ? null : "--production",
            }
        );
    }

    /// <summary>Lets pnpm install the packages and run the scripts.</summary>
    /// <param name="install">False to start without installing.</param>
    /// <param name="installArgs">Default when publishing: <c>--frozen-lockfile</c>, where there is a lock file.</param>
    public static IResourceBuilder<TResource> WithPnpm<TResource>(
        this IResourceBuilder<TResource> resource,
        bool install = true,
        string[]? installArgs = null
    )
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var pnpm = new JavaScriptPackageManagerAnnotation("pnpm", "run", "/pnpm/store")
        {
            // It would hand the separator itself on to the script.
            CommandSeparator = null,
            ImageSetup = "corepack enable pnpm && pnpm config set store-dir /pnpm/store",
            PackageFilesPatterns = { new CopyFilePattern("package.json", "./") },
        };
        AddPatterns(resource, pnpm, "pnpm-lock.yaml", "pnpm-workspace.yaml");
        string[] strict = IsLocked(resource, "pnpm-lock.yaml") ? ["--frozen-lockfile"] : [];
        return With(resource, pnpm, install, new(["install", .. installArgs ?? strict]) { ProductionInstallArgs = "--prod" });
    }

    /// <summary>Lets Bun install the packages and run the scripts.</summary>
    /// <param name="install">False to start without installing.</param>
    /// <param name="installArgs">Default when publishing: <c>--frozen-lockfile</c>, where there is a lock file.</param>
    public static IResourceBuilder<TResource> WithBun<TResource>(
        this IResourceBuilder<TResource> resource,
        bool install = true,
        string[]? installArgs = null
    )
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        var bun = new JavaScriptPackageManagerAnnotation("bun", "run", ImageHome + "/.bun/install/cache")
        {
            CommandSeparator = null,
            ImageSetup = resource.Resource is BunAppResource ? null : "npm install --global bun",
            PackageFilesPatterns = { new CopyFilePattern("package.json", "./") },
        };
        AddPatterns(resource, bun, "bun.lock", "bun.lockb");
        string[] strict = IsLocked(resource, "bun.lock") || IsLocked(resource, "bun.lockb") ? ["--frozen-lockfile"] : [];
        return With(resource, bun, install, new(["install", .. installArgs ?? strict]) { ProductionInstallArgs = "--production" });
    }

    /// <summary>Starts the application by a script of its <c>package.json</c>.</summary>
    public static IResourceBuilder<TResource> WithRunScript<TResource>(
        this IResourceBuilder<TResource> resource,
        string scriptName,
        string[]? args = null
    )
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(scriptName);
        resource.WithAnnotation(new JavaScriptRunScriptAnnotation(scriptName, args), ResourceAnnotationMutationBehavior.Replace);
        return RunByManager(resource);
    }

    /// <summary>Builds the application by a script of its <c>package.json</c> when it is published.</summary>
    public static IResourceBuilder<TResource> WithBuildScript<TResource>(
        this IResourceBuilder<TResource> resource,
        string scriptName,
        string[]? args = null
    )
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrEmpty(scriptName);
        return resource.WithAnnotation(new JavaScriptBuildScriptAnnotation(scriptName, args), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<T> With<T>(
        IResourceBuilder<T> app,
        JavaScriptPackageManagerAnnotation manager,
        bool install,
        JavaScriptInstallCommandAnnotation installing
    )
        where T : JavaScriptAppResource
    {
        app.WithAnnotation(manager, ResourceAnnotationMutationBehavior.Replace)
            .WithAnnotation(installing, ResourceAnnotationMutationBehavior.Replace);
        if (app.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            JavaScriptInstaller.Attach(app, install);
        }

        return RunByManager(app);
    }

    private static IResourceBuilder<T> RunByManager<T>(IResourceBuilder<T> app)
        where T : JavaScriptAppResource => Script(app.Resource) is var (manager, _) ? app.WithCommand(manager.ExecutableName) : app;

    private static void AddPatterns<T>(IResourceBuilder<T> app, JavaScriptPackageManagerAnnotation manager, params string[] files)
        where T : JavaScriptAppResource =>
        manager.PackageFilesPatterns.AddRange(files.Where(file => Has(app, file)).Select(file => new CopyFilePattern(file, "./")));

    /// <summary>Whether versions are to be kept to: what is deployed is what was locked; who develops may still change it.</summary>
    private static bool IsLocked<T>(IResourceBuilder<T> app, string lockFile)
        where T : JavaScriptAppResource => app.ApplicationBuilder.ExecutionContext.IsPublishMode && Has(app, lockFile);

    private static bool Has<T>(IResourceBuilder<T> app, string file)
        where T : JavaScriptAppResource => Path.Exists(Path.Combine(app.Resource.WorkingDirectory, file));
}
