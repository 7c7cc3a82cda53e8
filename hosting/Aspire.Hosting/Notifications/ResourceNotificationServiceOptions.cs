namespace Aspire.Hosting.ApplicationModel;

/// <summary>How waits behave where they do not say it themselves.</summary>
public sealed class ResourceNotificationServiceOptions
{
    /// <summary>Whether a wait ends with an error when what it waits for cannot come up any more. The builder sets it by whether there is a dashboard.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
