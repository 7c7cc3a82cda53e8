using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Fuzz;

/// <summary>Right requests of groups, transactions and administrators, for mutations to start from.</summary>
internal static class GroupSeeds
{
    public static bool TryWrite(ResponseWriter body, ApiKey key, short version)
    {
        switch (key)
        {
            case ApiKey.OffsetCommit:
                Member(body, version >= 7);
                if (version is >= 2 and <= 4)
                {
                    body.Int64(-1);
                }

                Partitions(
                    body,
                    () =>
                    {
                        body.Int64(5);
                        if (version >= 6)
                        {
                            body.Int32(-1);
                        }

                        body.NullableString("m");
                    }
                );
                break;
            case ApiKey.OffsetFetch:
                body.String("g");
                body.ArrayCount(1);
                body.String("t");
                body.Array([0, 1], static (writer, partition) => writer.Int32(partition));
                body.TaggedFields();
                if (version >= 7)
                {
                    body.Boolean(true);
                }

                break;
            case ApiKey.JoinGroup:
                Join(body, version);
                break;
            case ApiKey.SyncGroup:
                Member(body, version >= 3);
                body.ArrayCount(1);
                body.String("m");
                body.Bytes([0, 0, 0, 0]);
                break;
            case ApiKey.Heartbeat:
                Member(body, version >= 3);
                break;
            case ApiKey.InitProducerId:
                body.NullableString("x");
                body.Int32(1_000);
                if (version >= 3)
                {
                    body.Int64(-1);
                    body.Int16(-1);
                }

                break;
            case ApiKey.AddPartitionsToTxn:
                Producer(body);
                body.ArrayCount(1);
                body.String("t");
                body.Array([0, 1], static (writer, partition) => writer.Int32(partition));
                break;
            case ApiKey.AddOffsetsToTxn:
                Producer(body);
                body.String("g");
                break;
            case ApiKey.EndTxn:
                Producer(body);
                body.Boolean(false);
                break;
            case ApiKey.ListOffsets:
                body.Int32(-1);
                if (version >= 2)
                {
                    body.Int8(1);
                }

                Partitions(
                    body,
                    () =>
                    {
                        if (version >= 4)
                        {
                            body.Int32(-1);
                        }

                        body.Int64(-1);
                    }
                );
                break;
            case ApiKey.DescribeConfigs:
                body.ArrayCount(1);
                body.Int8(2);
                body.String("t");
                body.ArrayCount(-1);
                body.Boolean(true);
                break;
            case ApiKey.AlterConfigs:
                body.ArrayCount(1);
                body.Int8(2);
                body.String("t");
                body.ArrayCount(1);
                body.String("retention.ms");
                body.NullableString("1000");
                body.Boolean(false);
                break;
            case ApiKey.CreateTopics:
                body.ArrayCount(1);
                body.String("u");
                body.Int32(1);
                body.Int16(1);
                body.ArrayCount(0);
                body.ArrayCount(0);
                body.Int32(1_000);
                body.Boolean(false);
                break;
            default:
                return false;
        }

        body.TaggedFields();
        return true;
    }

    private static void Join(ResponseWriter body, short version)
    {
        body.String("g");
        body.Int32(10_000);
        if (version >= 1)
        {
            body.Int32(10_000);
        }

        body.String("");
        if (version >= 5)
        {
            body.NullableString(null);
        }

        body.String("consumer");
        body.ArrayCount(1);
        body.String("range");
        body.Bytes([0, 0, 0, 0, 0, 1, 0, 1, (byte)'t', 0, 0, 0, 0]);
    }

    private static void Member(ResponseWriter body, bool withInstance)
    {
        body.String("g");
        body.Int32(-1);
        body.String("");
        if (withInstance)
        {
            body.NullableString(null);
        }
    }

    private static void Producer(ResponseWriter body)
    {
        body.String("x");
        body.Int64(0);
        body.Int16(0);
    }

    private static void Partitions(ResponseWriter body, Action rest)
    {
        body.ArrayCount(1);
        body.String("t");
        body.ArrayCount(1);
        body.Int32(0);
        rest();
        body.TaggedFields();
        body.TaggedFields();
    }
}
