namespace Platform.Dashboard.Insight.Traffic;

internal enum RouteKind : byte
{
    Server,
    Consumer,

    /// <summary>A root span that nobody asked for: what a resource does by itself.</summary>
    Job,
}

internal enum EdgeKind : byte
{
    Call,
    Produce,
    Consume,
}

/// <param name="Resource">Index into the table's resources.</param>
/// <param name="Route">A text; -1: those beyond the cap.</param>
internal readonly record struct RouteKey(int Resource, int Route, RouteKind Kind);

/// <param name="Caller">A resource; -1 where a topic is.</param>
/// <param name="Callee">A resource; -1 where only the peer says it.</param>
/// <param name="Peer">A text: the address called, or the topic; 0 where the span does not say; -1: those beyond the cap.</param>
internal readonly record struct EdgeKey(int Caller, int Callee, int Peer, int System, EdgeKind Kind);
