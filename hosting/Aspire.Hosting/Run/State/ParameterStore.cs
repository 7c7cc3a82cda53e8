using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Generated parameter values, kept with the instance so that they stay the same from run to run.</summary>
internal sealed class ParameterStore(InstanceDirectory directory) : IParameterStore
{
    private readonly Lazy<JsonState> _file = new(() => new JsonState(directory.File("secrets.json")));

    public string? Get(string key) => _file.Value.Get(key);

    public void Set(string key, string value) => _file.Value.Set(key, value);
}
