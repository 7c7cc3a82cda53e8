using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Failures;

/// <summary>
/// Tells the troubles of a start from failures: services start side by side and bear that the others are away, so what went wrong only before
/// one of those who took part was first healthy is over, though nobody has asked again since.
/// </summary>
internal static class StartUp
{
    /// <summary>A request that was under way when the resource became healthy, and the check that found out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static bool Explains(FailureState failure, ResourceBoard board)
    {
        var (entry, cause) = (failure.Example.Entry, failure.Example.Cause);
        var last = UnixNanoseconds.ToTime(failure.LastSeen) - Grace;
        return new[] { entry.Resource, cause.Caller, cause.Callee }
            .OfType<string>()
            .Distinct()
            .Any(name => FirstHealthy(name, board) > last);
    }

    private static DateTimeOffset? FirstHealthy(string name, ResourceBoard board) =>
        board
            .All.Where(resource => resource.Name == name)
            .Select(resource => board.History(resource.Id).FirstOrDefault(change => change is { State: "Running", Health: "Healthy" })?.At)
            .Max();
}
