namespace Platform.Dashboard.Store;

internal enum Answer : byte
{
    No,
    Yes,

    /// <summary>The row does not tell: the message has to be read.</summary>
    Ask,
}

/// <summary>One term of a search, made ready for one store.</summary>
internal abstract class QueryTest<TRow>
    where TRow : struct
{
    public bool Negated { get; init; }

    /// <summary>What a message must contain in some case of its letters for <see cref="Message"/> to be true; null where that cannot be told.</summary>
    public byte[]? Needle { get; init; }

    public abstract Answer Row(in TRow row);

    public virtual bool Message(ReadOnlySpan<byte> message) => false;
}

internal delegate bool RowPredicate<TRow>(in TRow row);

internal delegate int RowNumber<TRow>(in TRow row);

/// <summary>The row tells.</summary>
internal sealed class RowTest<TRow>(RowPredicate<TRow> holds) : QueryTest<TRow>
    where TRow : struct
{
    public override Answer Row(in TRow row) => holds(in row) ? Answer.Yes : Answer.No;
}

/// <summary>The row tells by a number that stands for a text or a sender; each is looked at once.</summary>
internal sealed class MemoTest<TRow>(RowNumber<TRow> number, Func<int, Answer> answer) : QueryTest<TRow>
    where TRow : struct
{
    private readonly Memo memo = new(answer);

    public override Answer Row(in TRow row) => memo[number(in row)];

    /// <summary>Of the span's or event's name where the table of texts was full.</summary>
    public override bool Message(ReadOnlySpan<byte> message) => InMessage?.Invoke(message) ?? false;

    public MessagePredicate? InMessage { get; init; }
}

/// <summary>Answers by number, each made once. Threads that race make the same answer.</summary>
internal sealed class Memo(Func<int, Answer> answer)
{
    private byte[] known = new byte[256];

    public Answer this[int number]
    {
        get
        {
            var all = known;
            if (number < all.Length && all[number] is > 0 and var made)
            {
                return (Answer)(made - 1);
            }
            return Make(number);
        }
    }

    private Answer Make(int number)
    {
        var all = known;
        if (number >= all.Length)
        {
            Array.Resize(ref all, Math.Max(number + 1, all.Length * 2));
            known = all;
        }
        var made = answer(number);
        all[number] = (byte)(made + 1);
        return made;
    }
}
