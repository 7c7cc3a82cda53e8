using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Parameter values that were generated or given, kept with the instance so that they stay the same from run to run.</summary>
internal sealed class ParameterStore(InstanceDirectory directory) : IParameterStore
{
    private const string FileName = "secrets.json";

    private readonly Lazy<JsonState> _file = new(() => new JsonState(directory.File(FileName)));

    // Reading makes no directory: a graph that is only built leaves nothing behind.
    public string? Get(string key) =>
        _file.IsValueCreated || File.Exists(Path.Combine(directory.Path, FileName)) ? _file.Value.Get(key) : null;

    public void Set(string key, string value) => _file.Value.Set(key, value);

    public void Remove(string key) => _file.Value.Remove(key);
}
