using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>What a fetch of one partition gave.</summary>
internal sealed record FetchAnswer(
    ErrorCode Error,
    long HighWatermark,
    long LastStableOffset,
    List<(long ProducerId, long FirstOffset)>? Aborted,
    byte[] Records
)
{
    public List<(long Offset, string Value)> Values => Batches.Read(Records);

    public static FetchAnswer Read(RequestReader answer, short version)
    {
        answer.Int32().ShouldBe(0);
        if (version >= 7)
        {
            var error = (ErrorCode)answer.Int16();
            answer.Int32().ShouldBe(0);
            if (error != ErrorCode.None)
            {
                return new FetchAnswer(error, -1, -1, null, []);
            }
        }

        answer.ArrayCount().ShouldBe(1);
        answer.String();
        answer.ArrayCount().ShouldBe(1);
        answer.Int32();
        var partitionError = (ErrorCode)answer.Int16();
        var (high, stable) = (answer.Int64(), answer.Int64());
        if (version >= 5)
        {
            answer.Int64();
        }

        var aborted = answer.NullableArray(static reader =>
        {
            var transaction = (reader.Int64(), reader.Int64());
            reader.TaggedFields();
            return transaction;
        });
        if (version >= 11)
        {
            answer.Int32().ShouldBe(-1);
        }

        var records = answer.Bytes().ToArray();
        answer.TaggedFields();
        answer.TaggedFields();
        answer.TaggedFields();
        answer.Remaining.ShouldBe(0);
        return new FetchAnswer(partitionError, high, stable, aborted, records);
    }
}
