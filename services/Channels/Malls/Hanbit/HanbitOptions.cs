namespace Channels.Malls.Hanbit;

/// <summary>Bound from <c>Channels:hanbit</c>.</summary>
public sealed class HanbitOptions : MallOptions
{
    public string ApiKey { get; set; } = "";
}
