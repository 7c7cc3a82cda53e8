using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Aspire.Hosting.Docker.Yaml;

/// <summary>Writes a tree with every string in double quotes, so that none is read as something else; keys are quoted where they must be.</summary>
internal static partial class ComposeYaml
{
    public static string Write(JsonObject tree, string lineEndings = "\n")
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings(2, int.MaxValue, false, 1024, false, true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, true));
        Write(emitter, tree);
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
        var text = writer.ToString();
        return lineEndings == "\n" ? text : text.Replace("\n", lineEndings, StringComparison.Ordinal);
    }

    private static void Write(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(null, null, true, map.Count is 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in map)
                {
                    emitter.Emit(Scalar(name, IsPlainKey(name) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted));
                    Write(emitter, value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(null, null, true, list.Count is 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                {
                    Write(emitter, item);
                }
                emitter.Emit(new SequenceEnd());
                break;
            case null:
                emitter.Emit(Scalar("null", ScalarStyle.Plain));
                break;
            default:
                emitter.Emit(
                    node.GetValueKind() is JsonValueKind.String
                        ? Scalar(node.GetValue<string>(), ScalarStyle.DoubleQuoted)
                        : Scalar(node.ToJsonString(), ScalarStyle.Plain)
                );
                break;
        }
    }

    private static Scalar Scalar(string text, ScalarStyle style) =>
        new(null, null, text, style, isPlainImplicit: true, isQuotedImplicit: true);

    private static bool IsPlainKey(string name) => Plain().IsMatch(name) && !OtherType().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    // What YAML 1.1 or 1.2 reads as a boolean or as nothing.
    [GeneratedRegex("^(y|n|yes|no|on|off|true|false|null)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherType();
}
