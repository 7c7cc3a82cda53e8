namespace Aspire.Hosting.Run;

/// <content>The prompts, as Aspire has them.</content>
internal sealed partial class InteractionService
{
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

    private static MessageBoxInteractionOptions Copy(MessageBoxInteractionOptions options) =>
        new()
        {
            PrimaryButtonText = options.PrimaryButtonText,
            SecondaryButtonText = options.SecondaryButtonText,
            ShowSecondaryButton = options.ShowSecondaryButton,
            ShowDismiss = options.ShowDismiss,
            EnableMessageMarkdown = options.EnableMessageMarkdown,
        };
}
