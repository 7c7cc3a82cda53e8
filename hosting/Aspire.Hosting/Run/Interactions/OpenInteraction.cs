namespace Aspire.Hosting.Run;

/// <summary>What an interaction asks of the user.</summary>
internal enum InteractionKind
{
    Inputs,
    MessageBox,
    Notification,
    Progress,
}

/// <summary>What a user may answer.</summary>
internal enum InteractionAction
{
    Primary,
    Secondary,
    Dismiss,

    /// <summary>Not an answer: inputs that others depend on have changed.</summary>
    Change,
}

/// <summary>A question that stands until it is answered, taken back, or the host stops.</summary>
internal sealed class OpenInteraction(
    int id,
    InteractionKind kind,
    string title,
    string? message,
    InteractionOptions options,
    InteractionInputCollection inputs
)
{
    public int Id => id;

    public InteractionKind Kind => kind;

    public string Title => title;

    public string? Message => message;

    public InteractionOptions Options => options;

    public InteractionInputCollection Inputs => inputs;

    public MessageIntent Intent =>
        options switch
        {
            MessageBoxInteractionOptions box => box.Intent ?? MessageIntent.None,
            NotificationInteractionOptions notification => notification.Intent ?? MessageIntent.None,
            _ => MessageIntent.None,
        };

    public bool IsComplete => Answer.Task.IsCompleted;

    /// <summary>Completes with what the user pressed.</summary>
    public TaskCompletionSource<InteractionAction> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One answer at a time is judged.</summary>
    public SemaphoreSlim Turn { get; } = new(1);
}
