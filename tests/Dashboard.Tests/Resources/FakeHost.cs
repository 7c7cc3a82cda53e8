using System.Collections.Concurrent;
using System.Threading.Channels;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

/// <summary>A host that says what a test tells it to, and keeps what it was asked.</summary>
internal sealed class FakeHost : IHostLink
{
    private readonly Channel<ResourceSnapshot> resources = Channel.CreateUnbounded<ResourceSnapshot>();
    private readonly Channel<InteractionSnapshot> interactions = Channel.CreateUnbounded<InteractionSnapshot>();
    private readonly ConcurrentDictionary<string, Channel<IReadOnlyList<ConsoleLine>>> consoles = new();

    public HostFacts Facts { get; init; } = new("shop", "1.0", "default");
    public ConcurrentQueue<CommandRequest> Commands { get; } = new();
    public ConcurrentQueue<ParameterChange> Changes { get; } = new();
    public ConcurrentQueue<SecretReference> Revealed { get; } = new();
    public ConcurrentQueue<InteractionResponse> Responses { get; } = new();
    public ConcurrentQueue<AlarmNotice> Announced { get; } = new();
    public Func<CommandRequest, CommandOutcome> OnExecute { get; set; } = _ => new CommandOutcome(Success: true);
    public Func<SecretReference, string?> OnReveal { get; set; } = _ => null;

    public void Say(ResourceSnapshot snapshot) => resources.Writer.TryWrite(snapshot);

    public void Say(InteractionSnapshot interaction) => interactions.Writer.TryWrite(interaction);

    /// <summary>The first call for a resource is its backlog.</summary>
    public void Print(string id, params IReadOnlyList<ConsoleLine> lines) => ConsoleOf(id).Writer.TryWrite(lines);

    public IAsyncEnumerable<ResourceSnapshot> WatchResourcesAsync(CancellationToken cancellationToken) =>
        resources.Reader.ReadAllAsync(cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, CancellationToken cancellationToken) =>
        ConsoleOf(resourceId).Reader.ReadAllAsync(cancellationToken);

    public Task<CommandOutcome> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        Commands.Enqueue(request);
        return Task.FromResult(OnExecute(request));
    }

    public Task<CommandOutcome> ChangeParameterAsync(ParameterChange change, CancellationToken cancellationToken)
    {
        Changes.Enqueue(change);
        return Task.FromResult(new CommandOutcome(Success: true));
    }

    public Task<string?> RevealAsync(SecretReference secret, CancellationToken cancellationToken)
    {
        Revealed.Enqueue(secret);
        return Task.FromResult(OnReveal(secret));
    }

    public IAsyncEnumerable<InteractionSnapshot> WatchInteractionsAsync(CancellationToken cancellationToken) =>
        interactions.Reader.ReadAllAsync(cancellationToken);

    public Task RespondAsync(InteractionResponse response, CancellationToken cancellationToken)
    {
        Responses.Enqueue(response);
        return Task.CompletedTask;
    }

    public void Announce(AlarmNotice notice) => Announced.Enqueue(notice);

    private Channel<IReadOnlyList<ConsoleLine>> ConsoleOf(string id) =>
        consoles.GetOrAdd(id, _ => Channel.CreateUnbounded<IReadOnlyList<ConsoleLine>>());
}
