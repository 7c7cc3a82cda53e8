using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Topics;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Changes single configs of topics (KIP-339).</summary>
internal sealed class IncrementalAlterConfigsApi(BrokerNode node) : IApi
{
    private enum Operation : sbyte
    {
        Set = 0,
        Delete = 1,
        Append = 2,
        Subtract = 3,
    }

    public ApiKey Key => ApiKey.IncrementalAlterConfigs;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var resources = request.Array(
            static reader =>
            {
                var (type, name) = (reader.Int8(), reader.String());
                var changes = reader.Array(
                    static config =>
                    {
                        var change = (Name: config.String(), Operation: (Operation)config.Int8(), Value: config.NullableString());
                        config.TaggedFields();
                        return change;
                    },
                    elementBytes: 3
                );
                reader.TaggedFields();
                return (Type: type, Name: name, Changes: changes);
            },
            elementBytes: 3
        );
        var validateOnly = request.Boolean();
        request.TaggedFields();

        response.Int32(0);
        response.ArrayCount(resources.Count);
        foreach (var (type, name, changes) in resources)
        {
            var result = ConfigChange.Apply(node, type, name, current => Change(current, changes), validateOnly);
            ConfigChange.WriteResult(response, type, name, result);
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    private (IReadOnlyDictionary<string, string>?, string?) Change(
        IReadOnlyDictionary<string, string> current,
        List<(string Name, Operation Operation, string? Value)> changes
    )
    {
        var changed = new Dictionary<string, string>(current, StringComparer.Ordinal);
        if (changes.Select(change => change.Name).Distinct().Count() < changes.Count)
        {
            return (null, "A config is named more than once.");
        }

        foreach (var (name, operation, value) in changes)
        {
            var definition = TopicConfigs.Find(name);
            switch (operation)
            {
                case Operation.Delete:
                    changed.Remove(name);
                    break;
                case Operation.Set when value is not null:
                    changed[name] = value;
                    break;
                case Operation.Append or Operation.Subtract when value is not null && definition is { IsList: true }:
                    var before = changed.GetValueOrDefault(name) ?? TopicConfigs.DefaultOf(definition, node.Config);
                    var (had, words) = (before.Split(','), value.Split(','));
                    changed[name] = string.Join(',', operation == Operation.Append ? had.Union(words) : had.Except(words));
                    break;
                case Operation.Append or Operation.Subtract when value is not null:
                    return (null, $"Config value append and subtract are not allowed for config key: {name}");
                default:
                    return (null, $"Operation {(sbyte)operation} with value '{value}' makes no sense for config key: {name}");
            }
        }

        return (changed, null);
    }
}
