using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Platform.Hosting.Publishing.Output;

/// <summary>YamlDotNet's events as trees: keys are texts, plain scalars have the core schema's types, aliases are copies.</summary>
internal sealed partial class YamlReader
{
    private readonly Dictionary<string, JsonNode?> anchors = new(StringComparer.Ordinal);
    private readonly IParser parser;

    private YamlReader(IParser parser) => this.parser = parser;

    public static IReadOnlyList<JsonNode> Read(string text)
    {
        try
        {
            var documents = new List<JsonNode>();
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            while (parser.TryConsume<DocumentStart>(out _))
            {
                if (new YamlReader(parser).Node() is { } document)
                {
                    documents.Add(document);
                }
                parser.Consume<DocumentEnd>();
            }
            return documents;
        }
        catch (YamlException exception)
        {
            throw new FormatException($"Line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}", exception);
        }
    }

    private JsonNode? Node()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out var known)
                ? known?.DeepClone()
                : throw new YamlException(alias.Start, alias.End, $"There is no anchor '{alias.Value}'.");
        }
        var start = parser.Current as NodeEvent;
        var node = parser.Current switch
        {
            MappingStart => Map(),
            SequenceStart => List(),
            _ => Scalar(parser.Consume<Scalar>()),
        };
        if (start is { Anchor.IsEmpty: false })
        {
            anchors[start.Anchor.Value] = node;
        }
        return node;
    }

    private JsonObject Map()
    {
        var map = new JsonObject();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (!map.TryAdd(key.Value, Node()))
            {
                throw new YamlException(key.Start, key.End, $"The key '{key.Value}' stands there twice.");
            }
        }
        return map;
    }

    private JsonArray List()
    {
        var list = new JsonArray();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Node());
        }
        return list;
    }

    private static JsonNode? Scalar(Scalar scalar) =>
        scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value == "tag:yaml.org,2002:str")
            ? JsonValue.Create(scalar.Value)
            : Plain(scalar.Value);

    private static JsonNode? Plain(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when Integer().IsMatch(text) => Number(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
            _ when Octal().IsMatch(text) => Number(text[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0'))),
            _ when Hexadecimal().IsMatch(text) => Number(
                BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            ),
            _ when Float().IsMatch(text) => JsonValue.Create(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => JsonValue.Create(text),
        };

    private static JsonNode Number(BigInteger number) =>
        number >= long.MinValue && number <= long.MaxValue
            ? JsonValue.Create((long)number)
            : JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))!;

    [GeneratedRegex(@"\A[-+]?[0-9]+\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"\A0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"\A[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();
}
