using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Run;

/// <summary>A small map of strings kept in a file only its owner can read, replaced as a whole.</summary>
internal sealed partial class JsonState(string path)
{
    private readonly Lock _lock = new();
    private Dictionary<string, string>? _values;

    public string? Get(string key)
    {
        lock (_lock)
        {
            return Load().GetValueOrDefault(key);
        }
    }

    public void Set(string key, string value)
    {
        lock (_lock)
        {
            var values = Load();
            values[key] = value;
            Save(values);
        }
    }

    public void Remove(string key)
    {
        lock (_lock)
        {
            var values = Load();
            if (values.Remove(key))
            {
                Save(values);
            }
        }
    }

    private Dictionary<string, string> Load()
    {
        if (_values is not null)
        {
            return _values;
        }
        if (!File.Exists(path))
        {
            return _values = [];
        }
        try
        {
            return _values = JsonSerializer.Deserialize(File.ReadAllBytes(path), StateContext.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException(
                $"{path} is not valid JSON ({exception.Message}). Mend it, or move it away to have its values made anew: mv \"{path}\" \"{path}.broken\"",
                exception
            );
        }
    }

    private void Save(Dictionary<string, string> values)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, values, StateContext.Default.DictionaryStringString);
        }
        File.Move(temporary, path, overwrite: true);
    }

    [JsonSourceGenerationOptions(WriteIndented = true)]
    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class StateContext : JsonSerializerContext;
}
