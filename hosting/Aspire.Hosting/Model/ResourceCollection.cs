using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Resources by order and by name; refuses a second resource of a name.</summary>
internal sealed class ResourceCollection(IEnumerable<IResource>? resources = null)
    : Collection<IResource>([.. resources ?? []]),
        IResourceCollection
{
    protected override void InsertItem(int index, IResource item)
    {
        RefuseDuplicate(item, replaced: null);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, IResource item)
    {
        RefuseDuplicate(item, replaced: this[index]);
        base.SetItem(index, item);
    }

    private void RefuseDuplicate(IResource item, IResource? replaced)
    {
        ArgumentNullException.ThrowIfNull(item);
        var taken = this.FirstOrDefault(other =>
            !ReferenceEquals(other, replaced) && string.Equals(other.Name, item.Name, StringComparison.OrdinalIgnoreCase)
        );
        if (taken is not null)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType()}' with name '{item.Name}' because resource of type '{taken.GetType()}' with that name already exists. Resource names are case-insensitive."
            );
        }
    }
}
