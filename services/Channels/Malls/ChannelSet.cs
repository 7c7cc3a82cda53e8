namespace Channels.Malls;

/// <summary>The malls that this shop sells at.</summary>
internal sealed class ChannelSet(IEnumerable<ISalesChannel> channels)
{
    public IReadOnlyList<ISalesChannel> All { get; } = [.. channels];

    public ISalesChannel? Find(string name) => All.FirstOrDefault(channel => channel.Name == name);

    public ISalesChannel this[string name] => Find(name) ?? throw new InvalidOperationException($"There is no mall {name}.");
}
