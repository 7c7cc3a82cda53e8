using Kafka.Tests.Support;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Fuzz;

/// <summary>Requests to mutate: right ones where it matters that mutations come far, else what strings and numbers make.</summary>
internal static class Seeds
{
    /// <summary>A frame without its length.</summary>
    public static byte[] Of(ApiKey key, short version, Random random) =>
        WireClient.Frame(key, version, 1, body => Write(body, key, version, random))[4..];

    private static void Write(ResponseWriter body, ApiKey key, short version, Random random)
    {
        switch (key)
        {
            case ApiKey.Produce:
                WireRequests.Produce(body, "t", random.Next(3), Batches.Of("v"));
                break;
            case ApiKey.Fetch:
                WireRequests.Fetch(body, version, "t", random.Next(3), random.Next(3), maxWaitMs: random.Next(2));
                break;
            case ApiKey.Metadata when random.Next(2) == 0:
                body.Array(["t"], static (writer, name) => Structure(writer, name));
                body.Boolean(true);
                body.Int16(0);
                break;
            case ApiKey.DeleteTopics or ApiKey.DeleteGroups:
                body.Array(["t", "u"], static (writer, name) => writer.String(name));
                body.Int32(1);
                break;
            default:
                if (random.Next(3) == 0 || !GroupSeeds.TryWrite(body, key, version))
                {
                    Anything(body, random);
                }

                break;
        }
    }

    private static void Structure(ResponseWriter body, string name)
    {
        body.String(name);
        body.TaggedFields();
    }

    private static void Anything(ResponseWriter body, Random random)
    {
        for (var parts = random.Next(1, 12); parts > 0; parts--)
        {
            switch (random.Next(8))
            {
                case 0:
                    body.String("t");
                    break;
                case 1:
                    body.NullableString(null);
                    break;
                case 2:
                    body.ArrayCount(random.Next(-1, 3));
                    break;
                case 3:
                    body.Int32(random.Next(-1, 3));
                    break;
                case 4:
                    body.Int16((short)random.Next(-1, 3));
                    break;
                case 5:
                    body.Int64(random.Next(-1, 3));
                    break;
                case 6:
                    body.Bytes([1, 2, 3]);
                    break;
                default:
                    body.Boolean(random.Next(2) == 0);
                    break;
            }
        }
    }
}
