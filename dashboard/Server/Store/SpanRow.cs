namespace Platform.Dashboard.Store;

/// <summary>The index row of one span: what lists, maps and scans need without decoding the span itself. Text is by its id in the text table.</summary>
public struct SpanRow : ITelemetryRow
{
    /// <summary>Counted from 1 in order of arrival, over the whole life of the store.</summary>
    public long Sequence;

    public UInt128 TraceId;
    public ulong SpanId;

    /// <summary>0 where it is a root.</summary>
    public ulong ParentId;

    /// <summary>Nanoseconds since 1970, as the sender says.</summary>
    public long Start;

    /// <summary>Nanoseconds; never negative.</summary>
    public long Duration;

    /// <summary>The sender: index into the table of sources.</summary>
    public int Source;

    /// <summary>The span's name.</summary>
    public int Name;

    /// <summary>Of a server span <c>http.route</c> with its method ("GET /api/v1/orders/{id}"), of a consumer or producer span its destination (the topic, which the peer of a producer does not tell); else 0.</summary>
    public int Route;

    /// <summary>Whom a client or producer span calls, as the span says: <c>server.address:server.port</c>, else the messaging destination, else <c>peer.service</c>; else 0.</summary>
    public int Peer;

    /// <summary><c>db.system.name</c>, <c>messaging.system</c> or <c>rpc.system</c>; 0 for HTTP and what is within.</summary>
    public int System;

    /// <summary><c>error.type</c>, else the exception's type of its last event; 0 where there is none.</summary>
    public int ErrorType;

    /// <summary>Of <c>http.response.status_code</c>; 0 where there is none.</summary>
    public short HttpStatus;

    /// <summary>OTLP's SpanKind: 1 internal, 2 server, 3 client, 4 producer, 5 consumer.</summary>
    public byte Kind;

    /// <summary>OTLP's status: 0 unset, 1 ok, 2 error.</summary>
    public byte Status;

    /// <summary>True where the span carries links (messaging).</summary>
    public bool HasLinks;

    public readonly bool IsError => Status == 2;

    public readonly long End => Start > long.MaxValue - Duration ? long.MaxValue : Start + Duration;

    long ITelemetryRow.RowSequence
    {
        readonly get => Sequence;
        set => Sequence = value;
    }

    readonly UInt128 ITelemetryRow.RowTrace => TraceId;

    readonly long ITelemetryRow.RowFrom => Start;

    readonly long ITelemetryRow.RowTo => End;

    readonly int ITelemetryRow.RowSource => Source;
}
