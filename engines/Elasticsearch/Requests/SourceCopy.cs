using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Copies a source as it is read, leaving out what is not wanted.</summary>
/// <param name="includes">Patterns of paths; none: everything.</param>
internal sealed class SourceCopy(string[] includes, string[] excludes)
{
    public void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> source)
    {
        var reader = new Utf8JsonReader(source.Span, new JsonReaderOptions { MaxDepth = 1000, CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        var root = new Container(null, null, IsArray: false);
        root.Open(writer);
        Object(ref reader, writer, root, "", whole: includes.Length == 0);
        writer.WriteEndObject();
    }

    /// <summary>An object or array that is written when the first thing inside it is: what is left empty does not appear.</summary>
    private sealed record Container(Container? Parent, string? Name, bool IsArray)
    {
        public bool Opened { get; private set; }

        public void Open(Utf8JsonWriter writer)
        {
            if (Opened)
            {
                return;
            }

            Opened = true;
            Parent?.Open(writer);
            if (Name is not null)
            {
                writer.WritePropertyName(Name);
            }

            if (IsArray)
            {
                writer.WriteStartArray();
            }
            else
            {
                writer.WriteStartObject();
            }
        }

        public void Close(Utf8JsonWriter writer)
        {
            if (Opened && IsArray)
            {
                writer.WriteEndArray();
            }
            else if (Opened)
            {
                writer.WriteEndObject();
            }
        }
    }

    private void Object(ref Utf8JsonReader reader, Utf8JsonWriter writer, Container container, string prefix, bool whole)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var path = prefix.Length == 0 ? name : $"{prefix}.{name}";
            reader.Read();
            if (Matches(excludes, path))
            {
                reader.Skip();
                continue;
            }

            var included = whole || Matches(includes, path);
            if (!included && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                continue;
            }

            Value(ref reader, writer, container, name, path, included);
        }
    }

    private void Value(ref Utf8JsonReader reader, Utf8JsonWriter writer, Container container, string? name, string path, bool included)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            if (!included)
            {
                return;
            }

            container.Open(writer);
            if (name is not null)
            {
                writer.WritePropertyName(name);
            }

            Leaf(ref reader, writer);
            return;
        }

        var inner = new Container(container, name, reader.TokenType == JsonTokenType.StartArray);
        if (included)
        {
            inner.Open(writer);
        }

        if (inner.IsArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Value(ref reader, writer, inner, null, path, included);
            }
        }
        else
        {
            Object(ref reader, writer, inner, path, included);
        }

        inner.Close(writer);
    }

    private static void Leaf(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            case JsonTokenType.Number:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static bool Matches(string[] patterns, string path)
    {
        foreach (var pattern in patterns)
        {
            if (SimplePattern.Matches(pattern, path))
            {
                return true;
            }
        }

        return false;
    }
}
