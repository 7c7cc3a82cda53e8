namespace WireMock.Settings;

/// <summary>How a server is started.</summary>
public sealed class WireMockServerSettings
{
    /// <summary>On the loopback address; null or 0 takes a free one.</summary>
    public int? Port { get; set; }

    /// <summary>A folder with <c>mappings/</c> and <c>__files/</c>. (WireMock.Net has a file handler in its place.)</summary>
    public string? Folder { get; set; }
}
