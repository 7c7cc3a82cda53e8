using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>What is chosen for a stage as a whole. Checked before anything is written: a bad value stops publishing with its path and its rule.</summary>
public sealed record StageSettings(Stage Stage)
{
    /// <summary>In namespaces, image names and labels. Default: the AppHost's name.</summary>
    public string Application { get; init; } = "";

    /// <summary>The label <c>team</c>.</summary>
    public string Team { get; init; } = "platform";

    /// <summary>The tag of the images that are built here.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Where the stage's secrets are kept.</summary>
    public SecretSettings Secrets { get; init; } = SecretSettings.Of(Stage);
}
