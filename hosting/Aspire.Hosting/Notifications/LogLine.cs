namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's log.</summary>
/// <param name="LineNumber">Counted from 1 since the resource's log began.</param>
/// <param name="Content">The line, led by its time in UTC (ISO 8601) and a space.</param>
/// <param name="IsErrorMessage">True for standard error and for logged errors.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>Whether anyone watches the log of a resource.</summary>
/// <param name="Name">The resource's id.</param>
/// <param name="AnySubscribers">True while somebody watches.</param>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
