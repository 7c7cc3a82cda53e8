using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>Metadata, version 9: error and number of partitions by topic.</summary>
internal static class Metadata
{
    public static async Task<Dictionary<string, (ErrorCode Error, int Partitions)>> AskAsync(
        WireClient client,
        bool mayCreate,
        params string[] topics
    )
    {
        var answer = await client.AskAsync(
            ApiKey.Metadata,
            9,
            body =>
            {
                body.Array(
                    topics,
                    static (writer, name) =>
                    {
                        writer.String(name);
                        writer.TaggedFields();
                    }
                );
                body.Boolean(mayCreate);
                body.Boolean(false);
                body.Boolean(false);
                body.TaggedFields();
            }
        );
        answer.Int32();
        answer.Array(static broker =>
        {
            var address = (broker.Int32(), broker.String(), broker.Int32(), broker.NullableString());
            broker.TaggedFields();
            return address;
        });
        answer.NullableString().ShouldNotBeNull();
        answer.Int32().ShouldBe(1, "the controller is a real broker");
        return answer.Array(ReadTopic).ToDictionary(topic => topic.Name, topic => (topic.Error, topic.Partitions));
    }

    private static (string Name, ErrorCode Error, int Partitions) ReadTopic(RequestReader reader)
    {
        var (error, name) = ((ErrorCode)reader.Int16(), reader.String());
        reader.Boolean();
        var partitions = reader.Array(static partition =>
        {
            ((ErrorCode)partition.Int16()).ShouldBe(ErrorCode.None);
            var index = partition.Int32();
            partition.Int32().ShouldBe(1);
            partition.Int32();
            partition.Array(static node => node.Int32()).ShouldBe([1]);
            partition.Array(static node => node.Int32()).ShouldBe([1]);
            partition.Array(static node => node.Int32()).ShouldBeEmpty();
            partition.TaggedFields();
            return index;
        });
        reader.Int32();
        reader.TaggedFields();
        return (name, error, partitions.Count);
    }
}
