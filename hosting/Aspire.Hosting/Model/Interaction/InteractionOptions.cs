namespace Aspire.Hosting;

/// <summary>What a message is about.</summary>
public enum MessageIntent
{
    None,
    Success,
    Warning,
    Error,
    Information,
    Confirmation,
}

/// <summary>How the user is asked.</summary>
public class InteractionOptions
{
    public string? PrimaryButtonText { get; set; }

    public string? SecondaryButtonText { get; set; }

    public bool? ShowSecondaryButton { get; set; }

    public bool? ShowDismiss { get; set; }

    public bool? EnableMessageMarkdown { get; set; }
}

/// <summary>How a message box looks.</summary>
public class MessageBoxInteractionOptions : InteractionOptions
{
    public MessageIntent? Intent { get; set; }
}

/// <summary>How a notification looks.</summary>
public class NotificationInteractionOptions : InteractionOptions
{
    public MessageIntent? Intent { get; set; }

    public string? LinkText { get; set; }

    public string? LinkUrl { get; set; }
}

/// <summary>How a dialog of inputs behaves.</summary>
public class InputsDialogInteractionOptions : InteractionOptions
{
    /// <summary>Judges the answers before the dialog closes.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidationCallback { get; set; }
}

/// <summary>What a judgement of answers works on.</summary>
public sealed class InputsDialogValidationContext
{
    public required InteractionInputCollection Inputs { get; init; }

    public required IServiceProvider Services { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    internal bool HasErrors => Inputs.Any(input => input.ValidationErrors.Count > 0);

    public void AddValidationError(InteractionInput input, string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(errorMessage);
        input.ValidationErrors.Add(errorMessage);
    }

    public void AddValidationError(string inputName, string errorMessage) => AddValidationError(Inputs[inputName], errorMessage);
}
