using Platform.Engines.Host.Kafka;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host;

/// <summary>Serves Kafka resources with the broker in <c>engines/Kafka</c>.</summary>
/// <param name="process">Where it runs when it is not to run in this process; the same for all engines of a graph.</param>
public sealed class KafkaEngine(EngineProcess process) : IEngine
{
    public string Name => "Kafka";

    public Type SettingsType => typeof(KafkaSettings);

    /// <summary>Variables that configure the broker come with the settings. A volume keeps the data.</summary>
    public ContainerFeatures Honours => ContainerFeatures.Environment | ContainerFeatures.Volumes;

    public Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default)
    {
        var settings = (KafkaSettings)request.Settings;
        var ports = settings.Listeners.Select(listener => LibraryEngine.PortOf(request, Name, listener.Name)).ToList();
        if (ports.Count == 0)
        {
            throw new EngineException($"{request.ResourceName}: Kafka needs a listener for clients; the settings have none.");
        }

        var start = new EngineStart
        {
            Resource = request.ResourceName,
            DataDirectory = LibraryEngine.DataDirectoryOf(request),
            Ports = request.Ports,
            Settings = settings,
        };
        return Task.FromResult<IPreparedEngine>(
            new LibraryEngine(request, start, process, EngineLibraries.StartAsync, token => KafkaProbe.AskAsync(ports[0], token))
        );
    }
}
