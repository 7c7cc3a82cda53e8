namespace Platform.Hosting;

/// <summary>The engines at hand. The hosting stand-ins ask it and know no engine by name.</summary>
public interface IEngineCatalog
{
    /// <summary>The engine that serves these settings, or null.</summary>
    IEngine? Find(EngineSettings settings);
}
