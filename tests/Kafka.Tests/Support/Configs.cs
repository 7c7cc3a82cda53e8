using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>Configs of a topic or of the broker as clients see and change them.</summary>
internal static class Configs
{
    public const sbyte Topic = 2;
    public const sbyte Broker = 4;

    /// <summary>Value and source by name.</summary>
    public static async Task<Dictionary<string, (string? Value, int Source)>> DescribeAsync(
        WireClient client,
        string name,
        sbyte type = Topic,
        params string[] only
    )
    {
        var answer = await client.AskAsync(
            ApiKey.DescribeConfigs,
            2,
            body =>
            {
                body.ArrayCount(1);
                body.Int8(type);
                body.String(name);
                body.ArrayCount(only.Length == 0 ? -1 : only.Length);
                foreach (var config in only)
                {
                    body.String(config);
                }

                body.Boolean(true);
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        ((ErrorCode)answer.Int16()).ShouldBe(ErrorCode.None);
        answer.NullableString();
        answer.Int8().ShouldBe(type);
        answer.String().ShouldBe(name);
        var configs = answer.Array(static reader =>
        {
            var (config, value, _, source, _) = (
                reader.String(),
                reader.NullableString(),
                reader.Boolean(),
                reader.Int8(),
                reader.Boolean()
            );
            reader.Array(static synonym => (synonym.String(), synonym.NullableString(), synonym.Int8()));
            return (config, value, source);
        });
        answer.Remaining.ShouldBe(0);
        return configs.ToDictionary(config => config.config, config => (config.value, (int)config.source));
    }

    /// <summary>Replaces all configs of a topic.</summary>
    public static async Task<ErrorCode> AlterAsync(WireClient client, string name, params (string Name, string? Value)[] configs)
    {
        var answer = await client.AskAsync(
            ApiKey.AlterConfigs,
            1,
            body =>
            {
                body.ArrayCount(1);
                body.Int8(Topic);
                body.String(name);
                body.Array(
                    configs,
                    static (writer, config) =>
                    {
                        writer.String(config.Name);
                        writer.NullableString(config.Value);
                    }
                );
                body.Boolean(false);
            }
        );
        return ReadError(answer);
    }

    /// <param name="operation">0 set, 1 delete, 2 append, 3 subtract.</param>
    public static async Task<ErrorCode> ChangeAsync(
        WireClient client,
        string name,
        string config,
        sbyte operation,
        string? value,
        sbyte type = Topic,
        short version = 1
    )
    {
        var answer = await client.AskAsync(
            ApiKey.IncrementalAlterConfigs,
            version,
            body =>
            {
                body.ArrayCount(1);
                body.Int8(type);
                body.String(name);
                body.ArrayCount(1);
                body.String(config);
                body.Int8(operation);
                body.NullableString(value);
                body.TaggedFields();
                body.TaggedFields();
                body.Boolean(false);
                body.TaggedFields();
            }
        );
        return ReadError(answer);
    }

    private static ErrorCode ReadError(RequestReader answer)
    {
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        return (ErrorCode)answer.Int16();
    }
}
