using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Yaml;

namespace Aspire.Hosting.Docker.Resources;

/// <summary>A Compose file as objects, written as YAML.</summary>
public sealed class ComposeFile
{
    /// <summary>The project's name; docker-compose 1.x knows it from <c>COMPOSE_PROJECT_NAME</c> only.</summary>
    public string? Name { get; set; }

    public string? Version { get; set; }

    public Dictionary<string, Service> Services { get; set; } = [];

    public Dictionary<string, Network> Networks { get; set; } = [];

    public Dictionary<string, Volume> Volumes { get; set; } = [];

    public Dictionary<string, Secret> Secrets { get; set; } = [];

    public Dictionary<string, Config> Configs { get; set; } = [];

    /// <summary>Entries beside those above, <c>x-…</c>.</summary>
    public Dictionary<string, object> Extensions { get; set; } = [];

    /// <summary>Adds the service, or puts it in the place of its namesake.</summary>
    public ComposeFile AddService(Service service)
    {
        ArgumentNullException.ThrowIfNull(service);
        Services[service.Name] = service;
        return this;
    }

    public ComposeFile AddNetwork(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Networks[network.Name] = network;
        return this;
    }

    public ComposeFile AddVolume(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        Volumes[volume.Name] = volume;
        return this;
    }

    public ComposeFile AddConfig(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        Configs[config.Name] = config;
        return this;
    }

    /// <summary>The file's text; every string is in double quotes.</summary>
    public string ToYaml(string lineEndings = "\n")
    {
        ArgumentNullException.ThrowIfNull(lineEndings);
        return ComposeYaml.Write(ComposeTree.Of(this), lineEndings);
    }
}
