using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>The script that starts the application in a run.</summary>
public sealed class JavaScriptRunScriptAnnotation(string scriptName, string[]? args) : IResourceAnnotation
{
    public string ScriptName { get; } = scriptName;

    public string[] Args { get; } = args ?? [];
}

/// <summary>The script that builds the application when it is published.</summary>
public sealed class JavaScriptBuildScriptAnnotation(string scriptName, string[]? args) : IResourceAnnotation
{
    public string ScriptName { get; } = scriptName;

    public string[] Args { get; } = args ?? [];
}

/// <summary>The package manager's arguments that install packages.</summary>
public sealed class JavaScriptInstallCommandAnnotation(string[] args) : IResourceAnnotation
{
    public string[] Args { get; } = args;

    /// <summary>What is added to leave out what only development needs.</summary>
    public string? ProductionInstallArgs { get; init; }
}

/// <summary>The resource that installs the application's packages before it starts.</summary>
public sealed class JavaScriptPackageInstallerAnnotation(ExecutableResource installerResource) : IResourceAnnotation
{
    public ExecutableResource Resource { get; } = installerResource;
}

/// <summary>The package manager of an application.</summary>
public sealed class JavaScriptPackageManagerAnnotation(string executableName, string? runScriptCommand, string? cacheMount = null)
    : IResourceAnnotation
{
    public string ExecutableName { get; } = executableName;

    /// <summary>What stands before a script's name; null where nothing does.</summary>
    public string? ScriptCommand { get; } = runScriptCommand;

    /// <summary>What stands before arguments that are the script's; null where nothing does.</summary>
    public string? CommandSeparator { get; init; } = "--";

    /// <summary>Where it keeps what it has fetched, in an image that is built.</summary>
    public string? CacheMount { get; } = cacheMount;

    /// <summary>The files that say what is to be installed.</summary>
    public List<CopyFilePattern> PackageFilesPatterns { get; } = [];

    /// <summary>What makes the package manager available in Node's image; null where it is there.</summary>
    internal string? ImageSetup { get; init; }
}

/// <summary>Files to copy into an image.</summary>
public sealed record CopyFilePattern(string Source, string Destination);
