namespace Platform.ServiceDefaults.Events;

/// <summary>Headers of an event: CloudEvents 1.0 in the binary mode of its Kafka binding. The value is the payload as JSON.</summary>
public static class EventHeaders
{
    public const string SpecVersion = "ce_specversion";
    public const string Id = "ce_id";
    public const string Type = "ce_type";
    public const string Source = "ce_source";
    public const string Time = "ce_time";
    public const string ContentType = "content-type";
}
