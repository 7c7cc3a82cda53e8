using System.Globalization;
using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Yaml;

/// <summary>Reads and writes <see cref="Int32OrStringV1"/>: numbers plain, texts quoted.</summary>
public class IntOrStringYamlConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(Int32OrStringV1);

    /// <exception cref="YamlException">It is no scalar.</exception>
    public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        ArgumentNullException.ThrowIfNull(parser);
        var scalar = parser.Consume<Scalar>();
        return scalar.Style is ScalarStyle.Plain ? new Int32OrStringV1(scalar.Value) : new Int32OrStringV1(null, scalar.Value);
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(emitter);
        emitter.Emit(
            value switch
            {
                Int32OrStringV1 { Number: { } number } => new Scalar(number.ToString(CultureInfo.InvariantCulture)),
                Int32OrStringV1 { Text: { } text } => new Scalar(
                    AnchorName.Empty,
                    TagName.Empty,
                    text,
                    ScalarStyle.DoubleQuoted,
                    false,
                    true
                ),
                _ => new Scalar("null"),
            }
        );
    }
}
