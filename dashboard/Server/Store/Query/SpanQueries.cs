using System.Globalization;
using System.Numerics;
using Platform.Dashboard.Api.Traces;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Makes terms ready for spans.</summary>
internal static class SpanQueries
{
    public static QueryTest<SpanRow> Test(QueryTerm term, SpanStore store)
    {
        var texts = store.Texts;
        return term.Key switch
        {
            null => Free(term, store),
            "resource" => Sender(term, store),
            "name" => Name(term, texts),
            "route" => Text(term, texts, (in row) => row.Route),
            "peer" => Text(term, texts, (in row) => row.Peer),
            "system" => Text(term, texts, (in row) => row.System),
            "error" => Text(term, texts, (in row) => row.ErrorType),
            "trace" => Row(term, (in row) => Id(term, row.TraceId.ToString("x32", CultureInfo.InvariantCulture))),
            "span" => Row(term, (in row) => Id(term, row.SpanId.ToString("x16", CultureInfo.InvariantCulture))),
            "parent" => Row(term, (in row) => Id(term, row.ParentId.ToString("x16", CultureInfo.InvariantCulture))),
            "duration" => Row(term, (in row) => term.Holds((double)row.Duration)),
            "kind" => Row(term, (in row) => term.Holds((double)row.Kind)),
            "status" when term.Number >= 100 => Row(term, (in row) => term.Holds((double)row.HttpStatus)),
            "status" => Row(term, (in row) => term.Holds((double)row.Status)),
            "http.response.status_code" or "http.status_code" when !double.IsNaN(term.Number) || term.Operator == QueryOperator.Exists =>
                Row(term, (in row) => row.HttpStatus != 0 && term.Holds((double)row.HttpStatus)),
            "type" => Row(term, (in row) => term.Holds((double)TypeOf(in row, texts))),
            "category" => ScopeName(term, store),
            _ => new AttributeTest<SpanRow>(term, 9, store.Sources)
            {
                Negated = term.Negated,
                Needle = AttributeTest<SpanRow>.NeedleOf(term),
            },
        };
    }

    /// <summary>Index into http, db, messaging, rpc, cloud, other: the flags of <see cref="WorkType"/> in their order.</summary>
    public static int TypeOf(in SpanRow row, TextTable texts) =>
        BitOperations.TrailingZeroCount((byte)WorkTypes.Of(in row, texts[row.System]));

    private static RowTest<SpanRow> Row(QueryTerm term, RowPredicate<SpanRow> holds) => new(holds) { Negated = term.Negated };

    private static MemoTest<SpanRow> Text(QueryTerm term, TextTable texts, RowNumber<SpanRow> number) =>
        new(number, id => term.Holds(texts[id]) ? Answer.Yes : Answer.No) { Negated = term.Negated };

    private static MemoTest<SpanRow> Sender(QueryTerm term, SpanStore store) =>
        new((in row) => row.Source, id => QueryTests.IsSender(term, store.Sources[id]) ? Answer.Yes : Answer.No) { Negated = term.Negated };

    private static MemoTest<SpanRow> Name(QueryTerm term, TextTable texts) =>
        new((in row) => row.Name, id => TextTable.IsWhole(texts[id]) ? (term.Holds(texts[id]) ? Answer.Yes : Answer.No) : Answer.Ask)
        {
            Negated = term.Negated,
            InMessage = message => term.Holds(FieldText(message, 5)),
        };

    private static MessageTest<SpanRow> ScopeName(QueryTerm term, SpanStore store) =>
        new((in row) => store.Message(in row, (_, scope) => term.Holds(scope.Name)) ? Answer.Yes : Answer.No, _ => false)
        {
            Negated = term.Negated,
        };

    private static MessageTest<SpanRow> Free(QueryTerm term, SpanStore store)
    {
        var text = new MessageText(term.Value);
        var senders = new Memo(id => QueryTests.IsSender(term, store.Sources[id]) ? Answer.Yes : Answer.Ask);
        var number = short.TryParse(term.Value, CultureInfo.InvariantCulture, out var status) ? status : (short)-1;
        var id = QueryTests.IsId(term.Value) ? term.Value : null;
        return new(
            (in row) =>
                senders[row.Source] == Answer.Yes
                || row.HttpStatus == number
                || (
                    id is not null
                    && (
                        id.Equals(row.TraceId.ToString("x32", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)
                        || id.Equals(row.SpanId.ToString("x16", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)
                    )
                )
                    ? Answer.Yes
                    : Answer.Ask,
            message => text.InSpan(message)
        )
        {
            Negated = term.Negated,
            Needle = Utf8Search.Needle(term.Value),
        };
    }

    private static bool Id(QueryTerm term, string id) => term.Holds(id);

    private static string FieldText(ReadOnlySpan<byte> message, int field)
    {
        var reader = new ProtoReader(message);
        var text = "";
        while (reader.Next())
        {
            if (reader.Field == field && reader.Wire == WireType.LengthDelimited)
            {
                text = OtlpDecoder.Text(reader.Bytes);
            }
        }
        return text;
    }
}
