using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>The settings that hold for a stage: declared in code, overridden by configuration.</summary>
public sealed record StageSettings : DeploymentSettings
{
    public StageSettings(Stage stage)
        : this(stage, new DeploymentSettings()) { }

    public StageSettings(Stage stage, DeploymentSettings declared)
        : base(declared) => (Stage, Secrets) = (stage, SecretSettings.Of(stage));

    public Stage Stage { get; }

    /// <summary>Where the stage's secrets are kept.</summary>
    public SecretSettings Secrets { get; init; }
}
