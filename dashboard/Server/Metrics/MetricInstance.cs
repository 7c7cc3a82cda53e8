namespace Platform.Dashboard.Metrics;

/// <summary>A sender: one replica of a resource, as <c>service.name</c> and <c>service.instance.id</c> say.</summary>
internal sealed class MetricInstance(string name, string id, AttributeSet attributes)
{
    public string Name => name;

    public string Id => id;

    public AttributeSet Attributes => attributes;

    /// <summary>The newest point of the requests before the one that is being taken; 0: none.</summary>
    public long Known { get; set; }
}
