using Platform.Engines.Host;
using Platform.Engines.PostgreSQL;
using Platform.Engines.Redis;

namespace Platform.Hosting.Engines;

/// <summary>The engines that come with the platform. A graph has one catalog, so its libraries share one child process.</summary>
internal sealed class EngineCatalog : IEngineCatalog
{
    private readonly IReadOnlyList<IEngine> _engines;

    public EngineCatalog()
    {
        var process = new EngineProcess();
        _engines =
        [
            new PostgresEngine(),
            new RedisEngine(),
            new KafkaEngine(process),
            new ObjectStorageEngine(process),
            new ElasticsearchEngine(process),
        ];
    }

    public IEngine? Find(Type settingsType) => _engines.FirstOrDefault(engine => engine.SettingsType == settingsType);
}
