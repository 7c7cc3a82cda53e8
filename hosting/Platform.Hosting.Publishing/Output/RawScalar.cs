using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Text that YAML's quoting is not for, inside a tree. See <see cref="Yaml.Raw"/>.</summary>
[JsonConverter(typeof(RawConverter<RawScalar>))]
public sealed record RawScalar(string Text);

/// <summary>Lines that YAML's quoting is not for, inside a tree. See <see cref="Yaml.RawLines"/>.</summary>
[JsonConverter(typeof(RawConverter<RawBlock>))]
public sealed record RawBlock(string Text);

/// <summary>A clone of the node would be an ordinary object: better an error than a template that nobody expands.</summary>
internal sealed class RawConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Unsupported();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw Unsupported();

    private static NotSupportedException Unsupported() =>
        new("Raw YAML has no JSON and cannot be cloned: clone the tree first, then set what is raw.");
}
