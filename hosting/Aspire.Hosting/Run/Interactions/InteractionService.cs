using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Run;

/// <summary>Asks whoever looks at the dashboard. Without a dashboard there is nobody to ask.</summary>
internal sealed partial class InteractionService(IServiceProvider services) : IInteractionService
{
    private readonly ConcurrentDictionary<int, OpenInteraction> _open = new();
    private readonly Lock _lock = new();
    private readonly List<Channel<OpenInteraction>> _watchers = [];
    private int _last;

    /// <inheritdoc />
    public bool IsAvailable { get; private set; }

    /// <summary>There will be a user: questions wait for the dashboard's start.</summary>
    public void Open() => IsAvailable = true;

    /// <summary>There is no user after all: what was asked is answered with a cancellation.</summary>
    public void Close()
    {
        IsAvailable = false;
        foreach (var interaction in _open.Values)
        {
            interaction.Answer.TrySetResult(InteractionAction.Dismiss);
        }
    }

    /// <summary>What is asked now, then each change; a question comes a last time when it is complete.</summary>
    public async IAsyncEnumerable<OpenInteraction> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<OpenInteraction>();
        lock (_lock)
        {
            _watchers.Add(channel);
            foreach (var interaction in _open.Values.OrderBy(interaction => interaction.Id))
            {
                channel.Writer.TryWrite(interaction);
            }
        }
        try
        {
            await foreach (var interaction in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return interaction;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>The user's answer. Answers to what is not asked any more are ignored: two tabs may answer the same.</summary>
    public async Task RespondAsync(
        int id,
        InteractionAction action,
        IReadOnlyDictionary<string, string?> values,
        CancellationToken cancellationToken
    )
    {
        if (!_open.TryGetValue(id, out var interaction))
        {
            return;
        }
        await interaction.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (interaction.IsComplete)
            {
                return;
            }
            var changed = Take(interaction.Inputs, values);
            if (action == InteractionAction.Change)
            {
                await LoadAsync(interaction, DynamicInputs.Dependents(interaction.Inputs, changed), cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (action != InteractionAction.Primary || await IsValidAsync(interaction, cancellationToken).ConfigureAwait(false))
            {
                interaction.Answer.TrySetResult(action);
            }
            else
            {
                Tell(interaction);
            }
        }
        finally
        {
            interaction.Turn.Release();
        }
    }

    /// <summary>Shows that something is being done until <paramref name="work"/> ends; the user may be let cancel it.</summary>
    public async Task<T> ShowProgressAsync<T>(
        string title,
        string? message,
        bool canCancel,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        var options = new InteractionOptions { ShowSecondaryButton = false, ShowDismiss = canCancel };
        var interaction = Begin(InteractionKind.Progress, title, message, options, new InteractionInputCollection([]));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = interaction.Answer.Task.ContinueWith(
            answer =>
                answer is { IsCompletedSuccessfully: true, Result: InteractionAction.Dismiss }
                    ? cancelled.CancelAsync()
                    : Task.CompletedTask,
            TaskScheduler.Default
        );
        try
        {
            return await work(cancelled.Token).ConfigureAwait(false);
        }
        finally
        {
            interaction.Answer.TrySetResult(InteractionAction.Primary);
            End(interaction);
        }
    }

    private async Task<InteractionAction> ShowAsync(
        InteractionKind kind,
        string title,
        string? message,
        InteractionOptions options,
        InteractionInputCollection inputs,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(title);
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsAvailable)
        {
            throw new InvalidOperationException(
                $"There is nobody to ask '{title}': this application runs without a dashboard. Check {nameof(IInteractionService)}.{nameof(IsAvailable)} first."
            );
        }
        var interaction = Begin(kind, title, message, options, inputs);
        using var withdrawal = cancellationToken.Register(() => interaction.Answer.TrySetCanceled(cancellationToken));
        try
        {
            await LoadAsync(interaction, DynamicInputs.First(inputs), cancellationToken).ConfigureAwait(false);
            return await interaction.Answer.Task.ConfigureAwait(false);
        }
        finally
        {
            End(interaction);
        }
    }

    private OpenInteraction Begin(
        InteractionKind kind,
        string title,
        string? message,
        InteractionOptions options,
        InteractionInputCollection inputs
    )
    {
        var interaction = new OpenInteraction(Interlocked.Increment(ref _last), kind, title, message, options, inputs);
        _open[interaction.Id] = interaction;
        Tell(interaction);
        return interaction;
    }

    private void End(OpenInteraction interaction)
    {
        _open.TryRemove(interaction.Id, out _);
        Tell(interaction);
    }

    private async Task LoadAsync(OpenInteraction interaction, IReadOnlyList<InteractionInput> inputs, CancellationToken cancellationToken)
    {
        if (inputs.Count == 0)
        {
            return;
        }
        await Task.WhenAll(inputs.Select(input => DynamicInputs.LoadAsync(input, interaction.Inputs, services, cancellationToken)))
            .ConfigureAwait(false);
        Tell(interaction);
    }

    private async Task<bool> IsValidAsync(OpenInteraction interaction, CancellationToken cancellationToken)
    {
        var valid = InputValidation.Judge(interaction.Inputs);
        if (valid && interaction.Options is InputsDialogInteractionOptions { ValidationCallback: { } judge })
        {
            var context = new InputsDialogValidationContext
            {
                Inputs = interaction.Inputs,
                Services = services,
                CancellationToken = cancellationToken,
            };
            await judge(context).ConfigureAwait(false);
            valid = !context.HasErrors;
        }
        return valid;
    }

    /// <summary>Takes over the values; returns the names of inputs that have changed.</summary>
    private static List<string> Take(InteractionInputCollection inputs, IReadOnlyDictionary<string, string?> values)
    {
        var changed = new List<string>();
        foreach (var (name, value) in values)
        {
            if (inputs.TryGetByName(name, out var input) && !input.Disabled && input.Value != value)
            {
                input.Value = value;
                changed.Add(name);
            }
        }
        return changed;
    }

    private void Tell(OpenInteraction interaction)
    {
        lock (_lock)
        {
            _watchers.ForEach(watcher => watcher.Writer.TryWrite(interaction));
        }
    }
}
