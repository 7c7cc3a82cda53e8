using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Platform.Hosting.Publishing.Compose.Stores;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>For who runs services on this machine and their stores in containers: a file on top that shows the stores' ports on loopback.</summary>
internal static class ComposeLocalFile
{
    /// <summary>Null: there are no stores.</summary>
    public static JsonObject? Of(ComposeStage stage)
    {
        var (services, networks, taken) = (new JsonObject(), new JsonObject(), new HashSet<int>());
        foreach (var store in stage.Model.Stores.Where(store => store.IsInside()))
        {
            var name = ComposeNames.Service(store.Name);
            var port = ComposeStores.PortOf(store);
            while (!taken.Add(port))
            {
                port++;
            }
            var published = $"${{{DockerComposeServiceExtensions.VariableName($"{name}-port")}:-{port}}}";
            var service = new JsonObject();
            // A client is sent to the address that the broker gives: one for each side.
            var inside = store.Kind is StoreKind.Kafka ? KafkaService.HostListenerPort : ComposeStores.PortOf(store);
            if (store.Kind is StoreKind.Kafka)
            {
                service["environment"] = KafkaService.WithHostListener(stage.Context.File.Services[name].Environment, published);
            }
            service["ports"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{published}:{inside}"));
            service["networks"] = new JsonArray(ComposeNames.IngressOf(name));
            services[name] = service;
            networks[ComposeNames.IngressOf(name)] = new JsonObject { ["driver"] = "bridge", ["internal"] = false };
        }
        return services.Count > 0 ? new JsonObject { ["services"] = services, ["networks"] = networks } : null;
    }
}
