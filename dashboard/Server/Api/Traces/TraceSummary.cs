using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>What lists say of a trace, summed up from its spans as they come, in any order.</summary>
internal struct TraceSummary
{
    public UInt128 Id;

    /// <summary>Nanoseconds since 1970: of the earliest span, and the end of the latest.</summary>
    public long First;
    public long Last;

    /// <summary>The earliest span without a parent; of no meaning unless <see cref="HasRoot"/>.</summary>
    public SpanRow Root;
    public bool HasRoot;

    public int Spans;
    public int Errors;
    public WorkType Types;

    /// <summary>By sender, in order of appearance; the list's length says how many are in use.</summary>
    public SenderCount[] Senders;

    /// <summary>How long whoever asked had to wait: the root's duration, else from first to last.</summary>
    public readonly long Duration => HasRoot ? Root.Duration : Last - First;

    /// <summary>The root failed: who asked was told so. Without a root, any error counts.</summary>
    public readonly bool Failed => HasRoot ? Root.IsError || Root.HttpStatus >= 500 : Errors > 0;

    /// <summary>error, handled (something within failed, the root did not) or ok.</summary>
    public readonly string Status =>
        Failed ? "error"
        : Errors > 0 ? "handled"
        : "ok";

    public static TraceSummary Of(in SpanRow span) =>
        new()
        {
            Id = span.TraceId,
            First = span.Start,
            Last = span.End,
            Senders = [],
        };

    public void Add(in SpanRow span, WorkType type)
    {
        First = Math.Min(First, span.Start);
        Last = Math.Max(Last, span.End);
        Spans++;
        Types |= type;
        if (span.IsError)
        {
            Errors++;
        }
        if (span.ParentId == 0 && (!HasRoot || span.Start < Root.Start))
        {
            Root = span;
            HasRoot = true;
        }
        for (var i = 0; i < Senders.Length; i++)
        {
            if (Senders[i].Source == span.Source)
            {
                Senders[i].Count(span.IsError);
                return;
            }
        }
        Array.Resize(ref Senders, Senders.Length + 1);
        Senders[^1].Source = span.Source;
        Senders[^1].Count(span.IsError);
    }
}

internal struct SenderCount
{
    public int Source;
    public int Spans;
    public int Errors;

    public void Count(bool error)
    {
        Spans++;
        Errors += error ? 1 : 0;
    }
}
