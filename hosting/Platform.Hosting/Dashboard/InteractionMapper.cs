using Aspire.Hosting;
using Aspire.Hosting.Run;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>Questions as they cross the seam.</summary>
internal static class InteractionMapper
{
    public static InteractionSnapshot Map(OpenInteraction interaction)
    {
        var options = interaction.Options;
        var notification = options as NotificationInteractionOptions;
        var isNotification = interaction.Kind == InteractionKind.Notification;
        return new InteractionSnapshot(
            interaction.Id,
            Kind(interaction.Kind),
            interaction.Title,
            interaction.Message,
            options.EnableMessageMarkdown ?? false,
            interaction.Intent.ToString()
        )
        {
            PrimaryButton = options.PrimaryButtonText,
            SecondaryButton = options.SecondaryButtonText,
            ShowSecondary = options.ShowSecondaryButton ?? !isNotification,
            ShowDismiss = options.ShowDismiss ?? true,
            LinkText = notification?.LinkText,
            LinkUrl = notification?.LinkUrl,
            Inputs = [.. interaction.Inputs.Select(InputMapper.Map)],
            IsComplete = interaction.IsComplete,
        };
    }

    private static string Kind(InteractionKind kind) =>
        kind switch
        {
            InteractionKind.Inputs => "inputs",
            InteractionKind.MessageBox => "messageBox",
            InteractionKind.Notification => "notification",
            _ => "progress",
        };
}
