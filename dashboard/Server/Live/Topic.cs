namespace Platform.Dashboard.Live;

/// <summary>What changes on screen. On the wire a topic is its name in lower case.</summary>
public enum Topic
{
    Resources,
    Console,
    Logs,
    Traces,
    Metrics,
    Overview,
    Alarms,
    Markers,
    Interactions,
    Parameters,
    Runs,
}
