namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>When a write is seen by searches.</summary>
public enum Refresh
{
    /// <summary>By and by, within the index's <c>refresh_interval</c>.</summary>
    None,

    /// <summary>At once, at the price of a refresh.</summary>
    Immediate,

    /// <summary>By the time of the answer, which waits for the next refresh.</summary>
    WaitFor,
}
