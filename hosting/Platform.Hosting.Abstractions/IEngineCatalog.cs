namespace Platform.Hosting;

/// <summary>The engines at hand. The hosting stand-ins ask it and know no engine by name.</summary>
public interface IEngineCatalog
{
    /// <summary>The engine that takes settings of this type, or null.</summary>
    IEngine? Find(Type settingsType);
}
