namespace Aspire.Hosting;

/// <summary>What a project brings along.</summary>
public class ProjectResourceOptions
{
    /// <summary>The launch profile to use. Default: the AppHost's own where the project has one of that name, else the project's first.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>True to use no launch profile.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>True to ignore the endpoints in the project's Kestrel configuration.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
