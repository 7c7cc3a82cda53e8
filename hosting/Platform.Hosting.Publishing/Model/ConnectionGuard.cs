using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>A store's connection string may stand within a longer text only where the store is as the graph has it.</summary>
internal static class ConnectionGuard
{
    public static void Check(GraphRoles roles, IResource caller, IResourceWithConnectionString resource, string variable)
    {
        IResource server = resource is IResourceWithParent { Parent: var parent } ? parent : resource;
        if (roles.Of(server) is Role.LeftOut)
        {
            throw new DistributedApplicationException(
                $"'{caller.Name}' is given the connection string of '{resource.Name}' in {variable}, which is not published. Publish it too, or do not refer to it in publish mode."
            );
        }
        if (
            roles.Of(server) is Role.Store
            && server.IntentOf<StoreIntent>(roles.Stage) is { Realization: not Realization.Plain and var realization }
        )
        {
            throw new DistributedApplicationException(
                $"'{caller.Name}' has the connection string of '{resource.Name}' within a longer text in {variable}. In {roles.Stage.Name()} '{server.Name}' is {realization}, and its connection is another: use .WithReference({resource.Name}) and let the service put the text together."
            );
        }
    }
}
