using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Replaces all configs of topics: what is not named goes back to its default.</summary>
internal sealed class AlterConfigsApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.AlterConfigs;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var resources = request.Array(
            static reader =>
                (
                    Type: reader.Int8(),
                    Name: reader.String(),
                    Configs: reader.Array(static config => (config.String(), config.NullableString()), elementBytes: 4)
                ),
            elementBytes: 7
        );
        var validateOnly = request.Boolean();

        response.Int32(0);
        response.ArrayCount(resources.Count);
        foreach (var (type, name, configs) in resources)
        {
            var result = ConfigChange.Apply(node, type, name, _ => Replace(configs), validateOnly);
            ConfigChange.WriteResult(response, type, name, result);
        }

        return ValueTask.CompletedTask;
    }

    private static (IReadOnlyDictionary<string, string>?, string?) Replace(List<(string Name, string? Value)> configs)
    {
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in configs)
        {
            if (value is null)
            {
                return (null, $"Null value not supported for : {name}");
            }

            replaced[name] = value;
        }

        return (replaced, null);
    }
}
