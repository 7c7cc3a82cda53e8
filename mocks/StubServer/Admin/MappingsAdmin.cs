using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Mappings;

namespace Platform.Mocks.Stubs.Admin;

/// <summary><c>/__admin/mappings</c>.</summary>
internal static class MappingsAdmin
{
    public static void Map(AdminRoutes admin)
    {
        admin.Map("GET", "/mappings", List);
        admin.Map("POST", "/mappings", request => Put(request, id: null, created: true));
        admin.Map("DELETE", "/mappings", request => Do(request, store => store.Clear()));
        admin.Map("GET", "/mappings/{id}", request => Find(request) is { } stub ? AdminAnswer.Ok(stub.Json.DeepClone()) : null);
        admin.Map("PUT", "/mappings/{id}", request => Find(request) is { } stub ? Put(request, stub.Id, created: false) : null);
        admin.Map(
            "DELETE",
            "/mappings/{id}",
            request => request.Id is { } id && request.Service<StubStore>().Remove(id) ? AdminAnswer.Done : null
        );
        admin.Map("POST", "/mappings/reset", request => Do(request, Reset));
        admin.Map("POST", "/mappings/save", request => Do(request, store => store.SaveAll()));
        admin.Map("POST", "/mappings/import", Import);
    }

    /// <summary>Back to the stubs on disk, every scenario at its start.</summary>
    public static void Reset(StubStore store)
    {
        try
        {
            store.ResetToFolder();
        }
        catch (InvalidOperationException unusable)
        {
            throw new StubRefusedException("", unusable.Message);
        }
        store.Scenarios.Reset();
    }

    private static AdminAnswer List(AdminRequest request)
    {
        var all = request.Service<StubStore>().All;
        var page = all.Skip(request.QueryInt("offset") ?? 0).Take(request.QueryInt("limit") ?? int.MaxValue);
        return AdminAnswer.Ok(
            new JsonObject
            {
                ["mappings"] = new JsonArray([.. page.Select(stub => stub.Json.DeepClone())]),
                ["meta"] = new JsonObject { ["total"] = all.Count },
            }
        );
    }

    private static AdminAnswer Put(AdminRequest request, Guid? id, bool created)
    {
        var store = request.Service<StubStore>();
        var stub = store.Reader.Read(request.Json(), id: id);
        if (created && store.Find(stub.Id) is not null)
            throw new StubRefusedException("/id", $"there is a stub {stub.Id} already: PUT replaces it");
        store.Put(stub);
        return new AdminAnswer(created ? 201 : 200, stub.Json.DeepClone());
    }

    private static AdminAnswer Import(AdminRequest request)
    {
        var store = request.Service<StubStore>();
        var json = FieldReader.Of(request.Json(), "");
        var keepsOld = false;
        var deletesOthers = false;
        if (json.Object("importOptions") is { } options)
        {
            keepsOld = options.Text("duplicatePolicy") switch
            {
                null or "OVERWRITE" => false,
                "IGNORE" => true,
                _ => throw options.Refuse("duplicatePolicy", "supported are OVERWRITE and IGNORE"),
            };
            deletesOthers = options.Flag("deleteAllNotInImport");
            options.RefuseTheRest();
        }
        // All are read before the first is put: a bad one leaves everything as it was.
        var stubs = json.Array("mappings").Select(item => store.Reader.Read(item.Node, item.Pointer)).ToList();
        json.Take("meta");
        json.RefuseTheRest();
        if (deletesOthers)
            foreach (var other in store.All.ExceptBy(stubs.Select(stub => stub.Id), stub => stub.Id).ToList())
                store.Remove(other.Id);
        // The first in the document is asked first.
        foreach (var stub in Enumerable.Reverse(stubs))
            if (!keepsOld || store.Find(stub.Id) is null)
                store.Put(stub);
        return AdminAnswer.Done;
    }

    private static StubMapping? Find(AdminRequest request) => request.Id is { } id ? request.Service<StubStore>().Find(id) : null;

    private static AdminAnswer Do(AdminRequest request, Action<StubStore> action)
    {
        action(request.Service<StubStore>());
        return AdminAnswer.Done;
    }
}
