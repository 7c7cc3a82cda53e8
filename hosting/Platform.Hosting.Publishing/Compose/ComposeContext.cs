using Aspire.Hosting;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>One stage's Compose file in the making, and what belongs to it.</summary>
/// <param name="first">The stage that the file itself is written for: its values are the defaults of variables, in every stage alike.</param>
internal sealed class ComposeContext(
    DeploymentModel model,
    DockerComposeEnvironmentResource environment,
    DeploymentModel first,
    PublishReport report,
    bool isTest = false
)
{
    public DeploymentModel Model { get; } = model;
    public DockerComposeEnvironmentResource Environment { get; } = environment;
    public ComposeFile File { get; } = new();

    /// <summary>Whether it is the file for tests: nothing outlives them, and mocks can be asked what they were told.</summary>
    public bool IsTest { get; } = isTest;
    public string DefaultStage => first.Stage.Name();

    /// <summary>Files that hold one secret each, by name.</summary>
    public SortedDictionary<string, ComposeSecret> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>What secrets are that the graph does not know.</summary>
    public Dictionary<string, string> Descriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>What <c>.env</c> asks for.</summary>
    public SortedDictionary<string, CapturedEnvironmentVariable> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>What <c>.env.STAGE</c> sets.</summary>
    public SortedDictionary<string, string> StageValues { get; } = new(StringComparer.Ordinal);

    /// <summary>Scripts that one-time steps run, by their name below <c>init/</c>.</summary>
    public SortedDictionary<string, string> Scripts { get; } = new(StringComparer.Ordinal);

    /// <summary>The one-time step of each store that needs one, by the store's name.</summary>
    public Dictionary<string, string> Steps { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ComposeValues Values => field ??= new(this);
    public ComposeConnector Connector => field ??= new(this);

    /// <summary>The name of the dashboard's service; null where there is none.</summary>
    public string? Dashboard =>
        !IsTest && Environment is { DashboardEnabled: true, Dashboard: { } dashboard }
            ? ComposeNames.Service(dashboard.Resource.Name)
            : null;

    public void Tell(FindingLevel level, string subject, string text) => report.Add(new(level, subject, text));

    /// <summary>The image, ours with registry and tag as variables.</summary>
    public string Image(ImageReference image)
    {
        if (!image.IsOurs)
        {
            return ComposeValues.Escape(image.ToString());
        }
        Variables.TryAdd(
            "IMAGE_REGISTRY",
            new()
            {
                Name = "IMAGE_REGISTRY",
                Description = "Where the images built from this repository are pulled from, with a slash at the end; empty: this machine.",
            }
        );
        StageValues["IMAGE_TAG"] = Model.Settings.Version;
        return $"${{IMAGE_REGISTRY:-}}{ComposeValues.Escape(image.Repository)}:${{IMAGE_TAG:-{first.Settings.Version}}}";
    }

    /// <summary>Has a secret as a file for the reader, and hands back its path in the container.</summary>
    private string SecretFile(string name, string reader)
    {
        if (!Secrets.TryGetValue(name, out var secret))
        {
            var description = Model.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Description;
            secret = new(name, description ?? Descriptions.GetValueOrDefault(name) ?? $"Secret {name}");
            Secrets[name] = secret;
            File.Secrets[name] = new Secret { File = $"./secrets/{name}" };
        }
        secret.Readers.Add(reader);
        return $"/run/secrets/{name}";
    }

    /// <summary>Gives the service the secret's file.</summary>
    public string SecretFile(string name, Service service)
    {
        if (!service.Secrets.Exists(secret => secret.Source == name))
        {
            service.Secrets.Add(new() { Source = name });
        }
        return SecretFile(name, service.Name);
    }

    /// <summary>A placeholder for a value that whoever deploys gives.</summary>
    public string Parameter(string name, string? format = null)
    {
        var declared = Model.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        var isEncoded = format is not null;
        var variable = DockerComposeServiceExtensions.VariableName(name) + (isEncoded ? "_URI_ENCODED" : "");
        var given = declared?.Default is { } value && !declared.IsSecret && isEncoded ? Uri.EscapeDataString(value) : declared?.Default;
        var captured = Capture(
            variable,
            (declared?.Description ?? $"Parameter {name}") + (isEncoded ? ", percent-encoded" : ""),
            declared is { IsSecret: true } ? null : given
        );
        if (captured.DefaultValue is { Length: > 0 } text)
        {
            if (ComposeValues.IsSafe(text))
            {
                return $"${{{variable}:-{text}}}";
            }
            // No text with braces or dollars can stand within a placeholder: the stage's file sets it.
            StageValues[variable] = text;
        }
        return $"${{{variable}:?{variable} is not set - see .env}}";
    }

    public CapturedEnvironmentVariable Capture(string name, string description, string? defaultValue = null)
    {
        if (!Variables.TryGetValue(name, out var variable))
        {
            variable = new()
            {
                Name = name,
                Description = description,
                DefaultValue = defaultValue,
            };
            Variables[name] = variable;
        }
        return variable;
    }
}

/// <param name="Name">Of the file below <c>secrets/</c>.</param>
internal sealed record ComposeSecret(string Name, string Description)
{
    public SortedSet<string> Readers { get; } = new(StringComparer.Ordinal);
}
