using System.Globalization;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Makes terms ready for log records.</summary>
internal static class LogQueries
{
    public static QueryTest<LogRow> Test(QueryTerm term, LogStore store)
    {
        var texts = store.Texts;
        return term.Key switch
        {
            null => Free(term, store),
            "resource" => new MemoTest<LogRow>(
                (in row) => row.Source,
                id => QueryTests.IsSender(term, store.Sources[id]) ? Answer.Yes : Answer.No
            )
            {
                Negated = term.Negated,
            },
            "category" => new MemoTest<LogRow>((in row) => row.Scope, id => term.Holds(texts[id]) ? Answer.Yes : Answer.No)
            {
                Negated = term.Negated,
            },
            "level" => Row(term, (in row) => HasLevel(term, row.Severity)),
            "trace" => Row(
                term,
                (in row) => row.TraceId != default && term.Holds(row.TraceId.ToString("x32", CultureInfo.InvariantCulture))
            ),
            "span" => Row(term, (in row) => row.SpanId != 0 && term.Holds(row.SpanId.ToString("x16", CultureInfo.InvariantCulture))),
            "message" => Body(term),
            "event" => Event(term),
            _ => new AttributeTest<LogRow>(term, 6, store.Sources)
            {
                Negated = term.Negated,
                Needle = AttributeTest<LogRow>.NeedleOf(term),
            },
        };
    }

    private static bool HasLevel(QueryTerm term, byte severity) =>
        term.IsComparison || term.Operator == QueryOperator.Exists
            ? severity > 0 && term.Holds((double)severity)
            : (severity + 3) / 4 == ((int)term.Number + 3) / 4;

    private static RowTest<LogRow> Row(QueryTerm term, RowPredicate<LogRow> holds) => new(holds) { Negated = term.Negated };

    private static MessageTest<LogRow> Body(QueryTerm term)
    {
        var text = new MessageText(term.Value);
        var contains = term.Operator == QueryOperator.Contains;
        return new(
            (in _) => Answer.Ask,
            message =>
            {
                var reader = new ProtoReader(message);
                while (reader.Next())
                {
                    if (OtlpDecoder.Tag(reader) == ((5 << 3) | 2))
                    {
                        return contains && text.InValue(reader.Bytes) || term.Holds(OtlpDecoder.Value(reader.Bytes));
                    }
                }
                return false;
            }
        )
        {
            Negated = term.Negated,
            // A body that is no text is searched as it is shown: not found by its bytes.
            Needle = null,
        };
    }

    private static MessageTest<LogRow> Event(QueryTerm term) =>
        new(
            (in _) => Answer.Ask,
            message =>
            {
                var reader = new ProtoReader(message);
                while (reader.Next())
                {
                    if (OtlpDecoder.Tag(reader) == ((12 << 3) | 2))
                    {
                        return term.Holds(OtlpDecoder.Text(reader.Bytes));
                    }
                }
                return false;
            }
        )
        {
            Negated = term.Negated,
        };

    private static MessageTest<LogRow> Free(QueryTerm term, LogStore store)
    {
        var text = new MessageText(term.Value);
        var senders = new Memo(id => QueryTests.IsSender(term, store.Sources[id]) ? Answer.Yes : Answer.Ask);
        var categories = new Memo(id => term.Holds(store.Texts[id]) ? Answer.Yes : Answer.Ask);
        var id = QueryTests.IsId(term.Value) ? term.Value : null;
        return new(
            (in row) =>
                senders[row.Source] == Answer.Yes
                || categories[row.Scope] == Answer.Yes
                || (
                    id is not null
                    && (
                        id.Equals(row.TraceId.ToString("x32", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)
                        || id.Equals(row.SpanId.ToString("x16", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)
                    )
                )
                    ? Answer.Yes
                    : Answer.Ask,
            message => text.InLog(message)
        )
        {
            Negated = term.Negated,
            Needle = Utf8Search.Needle(term.Value),
        };
    }
}
