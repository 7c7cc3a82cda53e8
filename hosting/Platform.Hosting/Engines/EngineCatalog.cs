using Platform.Engines.PostgreSQL;
using Platform.Engines.Redis;

namespace Platform.Hosting.Engines;

/// <summary>The engines that come with the platform.</summary>
internal sealed class EngineCatalog : IEngineCatalog
{
    private readonly IReadOnlyList<IEngine> _engines = [new PostgresEngine(), new RedisEngine()];

    public IEngine? Find(Type settingsType) => _engines.FirstOrDefault(engine => engine.SettingsType == settingsType);
}
