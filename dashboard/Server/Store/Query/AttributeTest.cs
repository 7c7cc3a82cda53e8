using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary><c>key:value</c> of an attribute of the span or record, or of its sender.</summary>
/// <param name="field">The message's field that carries attributes.</param>
internal sealed class AttributeTest<TRow>(QueryTerm term, int field, SourceTable sources) : QueryTest<TRow>
    where TRow : struct, ITelemetryRow
{
    private static readonly string[] writtenOut = ["true", "false", "NaN", "Infinity"];
    private readonly byte[] key = System.Text.Encoding.UTF8.GetBytes(term.Key!);
    private readonly byte[]? text = Utf8Search.Needle(term.Value);
    private readonly Memo senders = new(source =>
        sources[source].Attributes.Any(pair => pair.Key.Equals(term.Key, StringComparison.OrdinalIgnoreCase) && term.Holds(pair.Value))
            ? Answer.Yes
            : Answer.Ask
    );

    /// <summary>The value where only a text can have it, else the key.</summary>
    public static byte[]? NeedleOf(QueryTerm term)
    {
        var isText = !term.IsComparison && term.Operator != QueryOperator.Exists && double.IsNaN(term.Number) && term.Value.Length > 2;
        // What is no text is written out as one of these, or begins with a bracket.
        var plain = isText && term.Value[0] is not ('[' or '{') && !writtenOut.Contains(term.Value, StringComparer.OrdinalIgnoreCase);
        return plain && term.Operator == QueryOperator.Equal ? Utf8Search.Needle(term.Value) : Utf8Search.Needle(term.Key!);
    }

    public override Answer Row(in TRow row) => senders[row.RowSource];

    public override bool Message(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (
                reader.Field == field
                && reader.Wire == WireType.LengthDelimited
                && AttributeScan.TryPair(reader.Bytes, out var name, out var value)
                && (name.SequenceEqual(key) || Utf8Search.Equals(name, key))
                && Holds(value)
            )
            {
                return true;
            }
        }
        return false;
    }

    private bool Holds(ReadOnlySpan<byte> value)
    {
        var reader = new ProtoReader(value);
        if (!reader.Next())
        {
            return term.Operator == QueryOperator.Exists;
        }
        switch (OtlpDecoder.Tag(reader))
        {
            case (1 << 3) | 2 when text is not null && term.Operator == QueryOperator.Equal:
                return Utf8Search.Equals(reader.Bytes, text);
            case (1 << 3) | 2 when text is not null && term.Operator == QueryOperator.Contains:
                return Utf8Search.Contains(reader.Bytes, text);
            case 3 << 3 when !double.IsNaN(term.Number):
                return term.Holds((double)reader.Int64);
            case (4 << 3) | 1 when !double.IsNaN(term.Number):
                return term.Holds(reader.Double);
            default:
                return term.Holds(OtlpDecoder.Value(value));
        }
    }
}
