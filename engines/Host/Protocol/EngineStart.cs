using System.Text.Json;
using Platform.Hosting;

namespace Platform.Engines.Host.Protocol;

/// <summary>What engine to start, with all it needs: the first message on a connection to the child process.</summary>
internal sealed record EngineStart : IMessage<EngineStart>
{
    /// <summary>The resource's name, for messages.</summary>
    public required string Resource { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>The ports to listen on, by endpoint name.</summary>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }

    /// <summary>What says which engine.</summary>
    public required EngineSettings Settings { get; init; }

    public static EngineStart Read(JsonElement json) =>
        new()
        {
            Resource = json.GetProperty("resource").GetString()!,
            DataDirectory = json.GetProperty("dataDirectory").GetString()!,
            Ports = json.GetProperty("ports").EnumerateObject().ToDictionary(port => port.Name, port => port.Value.GetInt32()),
            Settings = EngineSettingsJson.Read(json),
        };

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("resource", Resource);
        json.WriteString("dataDirectory", DataDirectory);
        json.WriteStartObject("ports");
        foreach (var (name, port) in Ports)
        {
            json.WriteNumber(name, port);
        }

        json.WriteEndObject();
        EngineSettingsJson.Write(json, Settings);
    }
}
