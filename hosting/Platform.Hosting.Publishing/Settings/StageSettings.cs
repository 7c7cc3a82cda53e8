using System.Text.Json.Serialization;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>The settings that hold for a stage: declared in code, overridden by configuration. <see cref="StageSettingsReader"/> makes them.</summary>
public sealed record StageSettings : DeploymentSettings
{
    [JsonConstructor]
    public StageSettings(Stage stage)
        : this(stage, new DeploymentSettings()) { }

    public StageSettings(Stage stage, DeploymentSettings declared)
        : base(declared) => (Stage, Secrets) = (stage, SecretSettings.Of(stage));

    public Stage Stage { get; }

    /// <summary>Where the stage's secrets are kept.</summary>
    public SecretSettings Secrets { get; init; }

    /// <summary>Everything that is wrong with them, each with the value's path and the rule; none: they may be published.</summary>
    public IReadOnlyList<Finding> Validate() => StageSettingsRules.Check(this);
}
