using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a project is. The AppHost's build generates one class for each project that it references.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file; relative paths are relative to the AppHost's directory.</summary>
    string ProjectPath { get; }

    /// <summary>The launch settings; null to read <c>Properties/launchSettings.json</c> beside the project.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the host should not build the project.</summary>
    bool SuppressBuild => false;

    /// <summary>Whether it is a single source file.</summary>
    bool IsFileBasedApp => false;
}
