using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Platform.Dashboard.Resources;
using Platform.Hosting.Terminal;

namespace Platform.Hosting.Dashboard;

/// <summary>The host's side of the seam to the dashboard.</summary>
internal sealed class GraphLink(
    HostFactsReader facts,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    SnapshotMapper snapshots,
    CommandLink commands,
    ParameterLink parameters,
    SecretReader secrets,
    InteractionService interactions,
    TerminalNews news
) : IHostLink
{
    public HostFacts Facts { get; } = facts.Read();

    public async IAsyncEnumerable<ResourceSnapshot> WatchResourcesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new Dictionary<string, ResourceEvent>();
        await foreach (var changed in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return snapshots.Map(changed);
            foreach (var other in waiting.Values.Where(other => SnapshotMapper.Awaits(other.Resource, changed.Resource)).ToList())
            {
                yield return snapshots.Map(other);
            }
            if (changed.Is(KnownResourceStates.Waiting))
            {
                waiting[changed.ResourceId] = changed;
            }
            else
            {
                waiting.Remove(changed.ResourceId);
            }
        }
    }

    public IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, CancellationToken cancellationToken) =>
        ConsoleLink.FollowAsync(loggers.GetLog(resourceId), cancellationToken);

    public Task<CommandOutcome> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(request, cancellationToken);

    public Task<CommandOutcome> ChangeParameterAsync(ParameterChange change, CancellationToken cancellationToken) =>
        parameters.ChangeAsync(change, cancellationToken);

    public Task<string?> RevealAsync(SecretReference secret, CancellationToken cancellationToken) =>
        secrets.ReadAsync(secret, cancellationToken);

    public async IAsyncEnumerable<InteractionSnapshot> WatchInteractionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var interaction in interactions.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return InteractionMapper.Map(interaction);
        }
    }

    public Task RespondAsync(InteractionResponse response, CancellationToken cancellationToken) =>
        Enum.TryParse<InteractionAction>(response.Action, ignoreCase: true, out var action)
            ? interactions.RespondAsync(response.Id, action, response.Values, cancellationToken)
            : throw new ArgumentException($"'{response.Action}' is no answer.", nameof(response));

    public void Announce(AlarmNotice notice) =>
        // The text begins with the name.
        news.Tell(notice.Firing ? $"ALARM ({notice.Resource}) {notice.Text}" : $"Alarm over ({notice.Resource}): {notice.Name}");
}
