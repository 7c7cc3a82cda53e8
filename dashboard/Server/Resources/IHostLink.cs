namespace Platform.Dashboard.Resources;

/// <summary>
/// What the dashboard knows of the graph that it watches, and what it may ask of it. All that crosses is data that JSON can carry, so that
/// the two can live in one process or in two. The host implements it; the dashboard knows nothing of hosting.
/// </summary>
public interface IHostLink
{
    /// <summary>Name and version of the AppHost, the instance of the graph, what it declares of objectives and alerts.</summary>
    HostFacts Facts { get; }

    /// <summary>Every resource's snapshot as it is now, then each change.</summary>
    IAsyncEnumerable<ResourceSnapshot> WatchResourcesAsync(CancellationToken cancellationToken);

    /// <summary>What the resource has written as far as it is kept, in one batch that may be empty, then each line as it comes.</summary>
    IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, CancellationToken cancellationToken);

    Task<CommandOutcome> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken);

    /// <summary>Sets a parameter, or deletes its value where <see cref="ParameterChange.Value"/> is null.</summary>
    Task<CommandOutcome> ChangeParameterAsync(ParameterChange change, CancellationToken cancellationToken);

    /// <summary>A value that snapshots mask; null where there is none. The asking is logged.</summary>
    Task<string?> RevealAsync(SecretReference secret, CancellationToken cancellationToken);

    /// <summary>Prompts, notifications and progress that are open now, then each change.</summary>
    IAsyncEnumerable<InteractionSnapshot> WatchInteractionsAsync(CancellationToken cancellationToken);

    Task RespondAsync(InteractionResponse response, CancellationToken cancellationToken);

    /// <summary>An alarm that has begun or ended, for the terminal.</summary>
    void Announce(AlarmNotice notice);
}
