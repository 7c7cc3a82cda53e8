using Channels.Products;

namespace Channels;

/// <summary>Bound from <c>Channels</c>; what concerns one mall from <c>Channels:{name}</c>.</summary>
public sealed class ChannelsOptions
{
    /// <summary>How often a replica that does not serve a mall asks whether it should.</summary>
    public TimeSpan TakeOverInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long somebody else takes up a step of an order: longer than its calls can take.</summary>
    public TimeSpan StepLease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause before what failed is tried again; doubles up to 64 times.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Before a product that a mall is reviewing is tried again, unless the mall tells sooner.</summary>
    public TimeSpan ReviewPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The rules that a mall begins with, by its name.</summary>
    public Dictionary<string, ChannelRules> Rules { get; } = [];

    internal ChannelRules RulesOf(string channel) => Rules.GetValueOrDefault(channel) ?? new();

    internal TimeSpan RetryAfter(int attempts) => RetryDelay * Math.Pow(2, Math.Min(attempts, 6));
}
