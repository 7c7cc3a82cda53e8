using System.Collections.Concurrent;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Resources;

/// <summary>What the host asks of the user, or tells, as it stands now.</summary>
public sealed class InteractionBoard(ChangeFeed feed)
{
    private readonly ConcurrentDictionary<int, InteractionSnapshot> open = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<InteractionSnapshot> Open => [.. open.Values.OrderBy(interaction => interaction.Id)];

    public InteractionSnapshot? Find(int id) => open.GetValueOrDefault(id);

    public void Apply(InteractionSnapshot interaction)
    {
        if (interaction.IsComplete)
        {
            open.TryRemove(interaction.Id, out _);
        }
        else
        {
            open[interaction.Id] = interaction;
        }
        feed.Changed(Topic.Interactions);
    }
}
