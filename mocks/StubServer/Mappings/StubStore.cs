using Microsoft.Extensions.Options;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Mappings;

/// <summary>The stubs in the order in which they are asked: by priority, then the newest first.</summary>
public sealed class StubStore
{
    private readonly Lock gate = new();
    private readonly MappingFolder? folder;

    // Replaced whole on every change, so that matching needs no lock.
    private volatile IReadOnlyList<StubMapping> stubs = [];

    public StubStore(IOptions<StubOptions> options)
    {
        folder = options.Value.Folder is { } root ? new MappingFolder(root) : null;
        Reader = new StubMappingReader(options.Value.Folder is { } files ? Path.Combine(files, "__files") : null);
        ResetToFolder();
    }

    public Scenarios Scenarios { get; } = new();

    public StubMappingReader Reader { get; }

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<StubMapping> All => stubs;

    /// <summary>The stub that answers; its scenario has moved on.</summary>
    public StubMapping? Take(StubRequest request) =>
        stubs.FirstOrDefault(stub => Scenarios.Allows(stub.Scenario) && stub.Request.Matches(request) && Scenarios.TryTake(stub.Scenario));

    public StubMapping? Find(Guid id) => stubs.FirstOrDefault(stub => stub.Id == id);

    /// <summary>A stub with this id is replaced in its place.</summary>
    public void Put(StubMapping stub)
    {
        if (stub.IsPersistent)
            folder?.Save(stub);
        lock (gate)
            stubs =
                Find(stub.Id) is { } old && old.Priority == stub.Priority
                    ? [.. stubs.Select(one => one == old ? stub : one)]
                    : Insert(stubs, stub);
    }

    public bool Remove(Guid id)
    {
        lock (gate)
        {
            if (Find(id) is not { } stub)
                return false;
            stubs = [.. stubs.Where(one => one != stub)];
            if (stub.IsPersistent)
                folder?.Remove(stub);
            return true;
        }
    }

    public void Clear()
    {
        foreach (var stub in stubs)
            Remove(stub.Id);
    }

    /// <summary>Drops what is not on disk, and reads what is anew.</summary>
    public void ResetToFolder()
    {
        var loaded = folder?.Load() ?? [];
        lock (gate)
            stubs = loaded.Aggregate((IReadOnlyList<StubMapping>)[], Insert);
    }

    /// <exception cref="StubRefusedException">There is no folder.</exception>
    public void SaveAll()
    {
        var disk = folder ?? throw new StubRefusedException("", "this server has no folder to save stubs to");
        foreach (var stub in stubs)
            disk.Save(stub);
    }

    private static IReadOnlyList<StubMapping> Insert(IReadOnlyList<StubMapping> stubs, StubMapping stub)
    {
        var others = stubs.Where(one => one.Id != stub.Id).ToList();
        var place = others.FindIndex(other => other.Priority >= stub.Priority);
        others.Insert(place < 0 ? others.Count : place, stub);
        return others;
    }
}
