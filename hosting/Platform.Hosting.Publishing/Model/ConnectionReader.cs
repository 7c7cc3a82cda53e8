using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Takes a workload's connections to stores out of its variables: how a store is reached is its realization's to say.</summary>
internal sealed class ConnectionReader(GraphRoles roles, IResource workload)
{
    private const string Prefix = "ConnectionStrings__";

    /// <summary>The connections, in order; <paramref name="variables"/> keeps what belongs to none.</summary>
    public IReadOnlyList<ConnectionUse> Take(Dictionary<string, object> variables)
    {
        var uses = new List<ConnectionUse>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (variable, value) in variables.ToList())
        {
            if (value is ConnectionStringReference reference && Target(reference.Resource) is { } target)
            {
                var name = variable.StartsWith(Prefix, StringComparison.Ordinal) ? variable[Prefix.Length..] : target.Name;
                variables.Remove(variable);
                known.Add(target.Name);
                uses.Add(Use(name, variable, target, TakeProperties(variables, name, reference.Resource)));
            }
        }

        // Single properties without a connection string. A superset does no harm, and a connection has a string in every target.
        foreach (var referred in workload.Annotations.OfType<ResourceRelationshipAnnotation>())
        {
            if (
                referred is { Type: KnownRelationshipTypes.Reference, Resource: IResourceWithConnectionString resource }
                && Target(resource) is { } target
                && known.Add(target.Name)
                && TakeProperties(variables, resource.Name, resource) is { Count: > 0 } properties
            )
            {
                uses.Add(Use(resource.Name, $"{Prefix}{resource.Name}", target, properties));
            }
        }
        Check(uses);
        return uses;
    }

    private ConnectionUse Use(string name, string variable, IResource target, IReadOnlyDictionary<string, string> properties)
    {
        var (store, child) = target is PostgresDatabaseResource database ? (database.Parent.Name, database.Name) : (target.Name, null);
        return new(name, store, child, variable, properties)
        {
            Topics = [.. workload.IntentsOf<TopicUse>(roles.Stage).Where(topic => Is(topic.Broker, store))],
            Buckets = [.. workload.IntentsOf<BucketUse>(roles.Stage).Where(bucket => Is(bucket.Storage, store))],
        };
    }

    /// <summary>The store or database of this deployment; null where the connection is none of these.</summary>
    private IResource? Target(IResourceWithConnectionString resource)
    {
        IResource target = resource;
        while (target.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect))
        {
            target = redirect.Resource;
        }
        var role = roles.Of(target);
        if (role is Role.Database && target is PostgresDatabaseResource { Parent: var server } && roles.Of(server) is not Role.Store)
        {
            // The server is left out, or somebody else's: the guard says what to do.
            return null;
        }
        return role is Role.Store or Role.Database ? target : null;
    }

    private static Dictionary<string, string> TakeProperties(
        Dictionary<string, object> variables,
        string name,
        IResourceWithConnectionString resource
    )
    {
        var taken = new Dictionary<string, string>();
        foreach (var (property, expression) in ConnectionProperties.Of(resource))
        {
            var variable = $"{VariableName.Of(name)}_{property.ToUpperInvariant()}";
            if (
                variables.TryGetValue(variable, out var value)
                && value is ReferenceExpression said
                && said.ValueExpression == expression.ValueExpression
            )
            {
                variables.Remove(variable);
                taken[variable] = property;
            }
        }
        return taken;
    }

    private void Check(List<ConnectionUse> uses)
    {
        foreach (var topic in workload.IntentsOf<TopicUse>(roles.Stage))
        {
            Require(uses, topic.Broker, $"the topic '{topic.Topic}'");
        }
        foreach (var bucket in workload.IntentsOf<BucketUse>(roles.Stage))
        {
            Require(uses, bucket.Storage, $"the bucket '{bucket.Bucket}'");
        }
    }

    private void Require(List<ConnectionUse> uses, string store, string what)
    {
        if (!uses.Exists(use => Is(use.Store, store)) && roles.OfName(store) is Role.Store)
        {
            throw new DistributedApplicationException(
                $"'{workload.Name}' uses {what} of '{store}' and has no reference to it: add .WithReference({store}) to '{workload.Name}' in the AppHost."
            );
        }
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
