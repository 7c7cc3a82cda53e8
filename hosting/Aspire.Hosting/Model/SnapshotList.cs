using System.Collections;
using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A list whose enumeration never sees a later change: event handlers add annotations while others read them.</summary>
internal sealed class SnapshotList<T> : IList<T>
{
    private readonly Lock _writing = new();
    private ImmutableList<T> _items = [];

    private ImmutableList<T> Items => Volatile.Read(ref _items);

    public int Count => Items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => Items[index];
        set => Change(items => items.SetItem(index, value));
    }

    public void Add(T item) => Change(items => items.Add(item));

    public void Clear() => Change(_ => []);

    public bool Contains(T item) => Items.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

    public int IndexOf(T item) => Items.IndexOf(item);

    public void Insert(int index, T item) => Change(items => items.Insert(Math.Min(index, items.Count), item));

    public bool Remove(T item)
    {
        lock (_writing)
        {
            var before = _items;
            Volatile.Write(ref _items, before.Remove(item));
            return !ReferenceEquals(before, _items);
        }
    }

    public void RemoveAt(int index) => Change(items => items.RemoveAt(index));

    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Change(Func<ImmutableList<T>, ImmutableList<T>> change)
    {
        lock (_writing)
        {
            Volatile.Write(ref _items, change(_items));
        }
    }
}
