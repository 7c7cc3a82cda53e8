using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Run;

/// <summary>Asks whoever looks at the dashboard. Without a dashboard there is nobody to ask.</summary>
internal sealed class InteractionService(IServiceProvider services) : IInteractionService
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

    /// <inheritdoc />
    public Task<InteractionResult<bool>> PromptConfirmationAsync(
        string title,
        string message,
        MessageBoxInteractionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options = Copy(options ?? new MessageBoxInteractionOptions());
        options.Intent = MessageIntent.Confirmation;
        options.ShowDismiss ??= false;
        return AskAsync(InteractionKind.MessageBox, title, message, options, cancellationToken);
    }

    /// <inheritdoc />
    public Task<InteractionResult<bool>> PromptMessageBoxAsync(
        string title,
        string message,
        MessageBoxInteractionOptions? options = null,
        CancellationToken cancellationToken = default
    ) => AskAsync(InteractionKind.MessageBox, title, message, options ?? new MessageBoxInteractionOptions(), cancellationToken);

    /// <inheritdoc />
    public Task<InteractionResult<bool>> PromptNotificationAsync(
        string title,
        string message,
        NotificationInteractionOptions? options = null,
        CancellationToken cancellationToken = default
    ) => AskAsync(InteractionKind.Notification, title, message, options ?? new NotificationInteractionOptions(), cancellationToken);

    /// <inheritdoc />
    public Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title,
        string? message,
        string inputLabel,
        string placeHolder,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        PromptInputAsync(
            title,
            message,
            new InteractionInput
            {
                Name = inputLabel,
                Label = inputLabel,
                InputType = InputType.Text,
                Required = true,
                Placeholder = placeHolder,
            },
            options,
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title,
        string? message,
        InteractionInput input,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var answer = await PromptInputsAsync(title, message, [input], options, cancellationToken).ConfigureAwait(false);
        return answer is { Canceled: false, Data: { } inputs }
            ? InteractionResult.Ok(inputs[0])
            : InteractionResult.Cancel<InteractionInput>();
    }

    /// <inheritdoc />
    public async Task<InteractionResult<InteractionInputCollection>> PromptInputsAsync(
        string title,
        string? message,
        IReadOnlyList<InteractionInput> inputs,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var collection = new InteractionInputCollection(inputs);
        DynamicInputs.Check(collection);
        var action = await ShowAsync(
                InteractionKind.Inputs,
                title,
                message,
                options ?? new InputsDialogInteractionOptions(),
                collection,
                cancellationToken
            )
            .ConfigureAwait(false);
        return action == InteractionAction.Primary
            ? InteractionResult.Ok(collection)
            : InteractionResult.Cancel<InteractionInputCollection>();
    }

    private async Task<InteractionResult<bool>> AskAsync(
        InteractionKind kind,
        string title,
        string message,
        InteractionOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        return await ShowAsync(kind, title, message, options, new InteractionInputCollection([]), cancellationToken)
            .ConfigureAwait(false) switch
        {
            InteractionAction.Primary => InteractionResult.Ok(true),
            InteractionAction.Secondary => InteractionResult.Ok(false),
            _ => InteractionResult.Cancel(false),
        };
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
        var interaction = new OpenInteraction(Interlocked.Increment(ref _last), kind, title, message, options, inputs);
        _open[interaction.Id] = interaction;
        using var withdrawal = cancellationToken.Register(() => interaction.Answer.TrySetCanceled(cancellationToken));
        Tell(interaction);
        try
        {
            await LoadAsync(interaction, DynamicInputs.First(inputs), cancellationToken).ConfigureAwait(false);
            return await interaction.Answer.Task.ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(interaction.Id, out _);
            Tell(interaction);
        }
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

    private static MessageBoxInteractionOptions Copy(MessageBoxInteractionOptions options) =>
        new()
        {
            PrimaryButtonText = options.PrimaryButtonText,
            SecondaryButtonText = options.SecondaryButtonText,
            ShowSecondaryButton = options.ShowSecondaryButton,
            ShowDismiss = options.ShowDismiss,
            EnableMessageMarkdown = options.EnableMessageMarkdown,
        };

    private void Tell(OpenInteraction interaction)
    {
        lock (_lock)
        {
            _watchers.ForEach(watcher => watcher.Writer.TryWrite(interaction));
        }
    }
}
