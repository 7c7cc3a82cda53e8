using Platform.Engines.Host.ObjectStorage;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host;

/// <summary>Serves MinIO resources with the S3 server in <c>engines/ObjectStorage</c>.</summary>
/// <param name="process">Where it runs when it is not to run in this process; the same for all engines of a graph.</param>
public sealed class ObjectStorageEngine(EngineProcess process) : IEngine
{
    public string Name => "S3";

    public Type SettingsType => typeof(ObjectStorageSettings);

    /// <summary>The container's command line and variables mean MinIO; what of them counts comes with the settings. A volume keeps the data.</summary>
    public ContainerFeatures Honours => ContainerFeatures.Volumes;

    public Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default)
    {
        var settings = (ObjectStorageSettings)request.Settings;
        var port = LibraryEngine.PortOf(request, Name, ObjectStorageInstance.ApiEndpoint);
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
                token => ObjectStorageProbe.ListBucketsAsync(port, settings, token)
            )
        );
    }
}
