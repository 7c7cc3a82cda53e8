namespace Platform.Dashboard.Store;

internal delegate bool MessagePredicate(ReadOnlySpan<byte> message);

internal delegate Answer RowAnswer<TRow>(in TRow row);

/// <summary>The row may tell; where it does not, the message does.</summary>
internal sealed class MessageTest<TRow>(RowAnswer<TRow> byRow, MessagePredicate holds) : QueryTest<TRow>
    where TRow : struct
{
    public override Answer Row(in TRow row) => byRow(in row);

    public override bool Message(ReadOnlySpan<byte> message) => holds(message);
}
