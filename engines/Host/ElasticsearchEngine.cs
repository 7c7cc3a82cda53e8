using Platform.Engines.Host.Elasticsearch;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host;

/// <summary>Serves Elasticsearch resources with the node in <c>engines/Elasticsearch</c>.</summary>
/// <param name="process">Where it runs when it is not to run in this process; the same for all engines of a graph.</param>
public sealed class ElasticsearchEngine(EngineProcess process) : IEngine
{
    public string Name => "Elasticsearch";

    public Type SettingsType => typeof(ElasticsearchSettings);

    /// <summary>What of the container's variables counts comes with the settings. A volume keeps the data.</summary>
    public ContainerFeatures Honours => ContainerFeatures.Volumes;

    public Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default)
    {
        var settings = (ElasticsearchSettings)request.Settings;
        var port = LibraryEngine.PortOf(request, Name, ElasticsearchInstance.ApiEndpoint);
        var start = new EngineStart
        {
            Resource = request.ResourceName,
            DataDirectory = LibraryEngine.DataDirectoryOf(request),
            Ports = request.Ports,
            Settings = settings,
        };
        return Task.FromResult<IPreparedEngine>(
            new LibraryEngine(
                request,
                start,
                process,
                EngineLibraries.StartAsync,
                token => ElasticsearchProbe.AskAsync(port, settings, token)
            )
        );
    }
}
