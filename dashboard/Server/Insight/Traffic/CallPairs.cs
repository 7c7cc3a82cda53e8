using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Traffic;

/// <summary>One end of a call whose other end is still to come.</summary>
internal struct HalfCall
{
    public ulong Trace;

    /// <summary>Of a caller its own span's id, of a callee its parent's.</summary>
    public ulong Span;
    public int Resource;

    /// <summary>The address that the caller gave; 0: none.</summary>
    public int Peer;
    public int System;
    public bool IsClient;
    public bool Error;
    public bool Timeout;
    public long Start;
    public long Duration;
}

/// <summary>
/// Joins the two ends of a call, whichever comes first. The newest 131,072 of each are remembered, in places given by their ids: a newer one takes an
/// older one's place, so that memory is bounded and nothing is searched.
/// </summary>
internal sealed class CallPairs
{
    private const int Places = 1 << 17;
    private HalfCall[] callers = [];
    private HalfCall[] callees = [];

    public void AddCaller(in HalfCall half) => Put(ref callers, in half);

    public void AddCallee(in HalfCall half) => Put(ref callees, in half);

    /// <summary>The span whose id that is.</summary>
    public bool TryCaller(UInt128 trace, ulong span, out HalfCall half) => TryFind(callers, trace, span, remove: false, out half);

    /// <summary>Takes out the server span that waits for that parent.</summary>
    public bool TryTakeCallee(UInt128 trace, ulong parent, out HalfCall half) => TryFind(callees, trace, parent, remove: true, out half);

    public static HalfCall Half(in SpanRow row, ulong span, int resource, bool timeout) =>
        new()
        {
            Trace = (ulong)row.TraceId,
            Span = span,
            Resource = resource,
            Peer = row.Peer,
            System = row.System,
            IsClient = row.Kind is 3 or 4,
            Error = row.IsError,
            Timeout = timeout,
            Start = row.Start,
            Duration = row.Duration,
        };

    private static void Put(ref HalfCall[] table, in HalfCall half)
    {
        if (table.Length == 0)
        {
            table = new HalfCall[Places];
        }
        table[Place(half.Trace, half.Span)] = half;
    }

    private static bool TryFind(HalfCall[] table, UInt128 trace, ulong span, bool remove, out HalfCall half)
    {
        half = default;
        if (table.Length == 0)
        {
            return false;
        }
        ref var there = ref table[Place((ulong)trace, span)];
        if (there.Span != span || there.Trace != (ulong)trace)
        {
            return false;
        }
        half = there;
        if (remove)
        {
            there = default;
        }
        return true;
    }

    private static int Place(ulong trace, ulong span) =>
        (int)(((span + (trace * 0xD6E8_FEB8_6659_FD93UL)) * 0x9E37_79B9_7F4A_7C15UL) >> 47);
}
