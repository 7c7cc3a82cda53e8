using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>A KafkaUser for each service, whose password Strimzi makes: it writes its own topics, and reads those of others that it declares.</summary>
internal static class StrimziUsers
{
    public static IEnumerable<KubernetesObject> Objects(StoreScope scope) =>
        scope.Users.Select(user =>
        {
            var spec = new JsonObject { ["authentication"] = new JsonObject { ["type"] = "scram-sha-512" } };
            if (Rules(user).ToList() is { Count: > 0 } rules)
            {
                spec["authorization"] = new JsonObject { ["type"] = "simple", ["acls"] = Trees.List(rules) };
            }
            spec["template"] = new JsonObject
            {
                ["secret"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = scope.Labels() } },
            };
            return Strimzi.Member(scope, "KafkaUser", user.ObjectName, "users", spec);
        });

    private static IEnumerable<JsonObject> Rules(StoreUser user)
    {
        var rights = TopicRights.Of(user);
        foreach (var right in rights)
        {
            yield return Rule("topic", right.Topic, right.Access is DataAccess.Write ? "Write" : "Read");
        }
        if (rights.Any(right => right.Access is DataAccess.Read))
        {
            yield return Rule("group", user.Name, "Read");
        }
    }

    private static JsonObject Rule(string type, string name, string operation) =>
        new()
        {
            ["resource"] = new JsonObject
            {
                ["type"] = type,
                ["name"] = name,
                ["patternType"] = "literal",
            },
            ["operations"] = new JsonArray(operation, "Describe"),
        };
}
