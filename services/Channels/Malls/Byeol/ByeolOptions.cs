namespace Channels.Malls.Byeol;

/// <summary>Bound from <c>Channels:byeol</c>.</summary>
public sealed class ByeolOptions : MallOptions
{
    public ByeolOptions() => PollInterval = TimeSpan.FromSeconds(10);

    /// <summary>Names this shop to the mall; the mall's webhooks carry it too.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>Signs calls in both directions.</summary>
    public string SecretKey { get; set; } = "";
}
