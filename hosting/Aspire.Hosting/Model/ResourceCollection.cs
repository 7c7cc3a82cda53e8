using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Resources in their order; refuses a second resource of a name.</summary>
internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    private readonly Dictionary<string, IResource> _byName = new(StringComparer.OrdinalIgnoreCase);

    public ResourceCollection(IEnumerable<IResource>? resources = null)
    {
        foreach (var resource in resources ?? [])
        {
            Add(resource);
        }
    }

    protected override void InsertItem(int index, IResource item)
    {
        Claim(item);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, IResource item)
    {
        var replaced = this[index];
        _byName.Remove(replaced.Name);
        try
        {
            Claim(item);
        }
        catch
        {
            _byName[replaced.Name] = replaced;
            throw;
        }
        base.SetItem(index, item);
    }

    protected override void RemoveItem(int index)
    {
        _byName.Remove(this[index].Name);
        base.RemoveItem(index);
    }

    protected override void ClearItems()
    {
        _byName.Clear();
        base.ClearItems();
    }

    private void Claim(IResource item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!_byName.TryAdd(item.Name, item))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType()}' with name '{item.Name}' because resource of type '{_byName[item.Name].GetType()}' with that name already exists. Resource names are case-insensitive."
            );
        }
    }
}
