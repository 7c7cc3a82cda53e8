using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Builder;

public class WaitsTests
{
    private readonly IDistributedApplicationBuilder _builder = Graph.ToRun();

    [Fact]
    public void Waiting_for_a_child_is_waiting_for_its_parent_too()
    {
        var postgres = _builder.AddPostgres("pg");
        var (catalog, orders) = (postgres.AddDatabase("catalog"), postgres.AddDatabase("orders"));
        var api = _builder.AddExecutable("api", "api", ".").WaitFor(catalog).WaitFor(orders);
        Waits(api)
            .ShouldBe([("pg", WaitType.WaitUntilHealthy), ("catalog", WaitType.WaitUntilHealthy), ("orders", WaitType.WaitUntilHealthy)]);
        api.Resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type == "WaitFor")
            .Select(relationship => relationship.Resource.Name)
            .ShouldBe(["catalog", "orders"]);
    }

    [Fact]
    public void Waiting_for_a_composed_connection_string_is_waiting_for_its_parts()
    {
        var postgres = _builder.AddPostgres("pg");
        var composed = _builder.AddConnectionString("main", ReferenceExpression.Create($"{postgres};Pooling=false"));
        var api = _builder.AddExecutable("api", "api", ".").WaitFor(composed);
        Waits(api).Select(wait => wait.Name).ShouldBe(["pg", "main"]);
    }

    [Fact]
    public void Nothing_waits_for_itself_or_for_its_parent()
    {
        var api = _builder.AddExecutable("api", "api", ".");
        Should.Throw<DistributedApplicationException>(() => api.WaitFor(api)).Message.ShouldContain("cannot wait for itself");
        var child = _builder.AddResource(new Child("child", api.Resource));
        Should.Throw<DistributedApplicationException>(() => child.WaitFor(api)).Message.ShouldContain("cannot wait for its parent 'api'");
    }

    [Fact]
    public void Each_way_of_waiting_is_noted_with_its_particulars()
    {
        var other = _builder.AddExecutable("other", "other", ".");
        var api = _builder
            .AddExecutable("api", "api", ".")
            .WaitForStart(other, WaitBehavior.StopOnResourceUnavailable)
            .WaitForCompletion(other, exitCode: 3);
        var waits = api.Resource.Annotations.OfType<WaitAnnotation>().ToList();
        waits[0].WaitType.ShouldBe(WaitType.WaitUntilStarted);
        waits[0].WaitBehavior.ShouldBe(WaitBehavior.StopOnResourceUnavailable);
        waits[1].WaitType.ShouldBe(WaitType.WaitForCompletion);
        waits[1].ExitCode.ShouldBe(3);
        waits[1].WaitBehavior.ShouldBeNull();
    }

    private static IEnumerable<(string Name, WaitType Type)> Waits(IResourceBuilder<IResource> builder) =>
        builder.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => (wait.Resource.Name, wait.WaitType));

    private sealed class Child(string name, ExecutableResource parent)
        : ExecutableResource(name, "child", "."),
            IResourceWithParent<ExecutableResource>
    {
        public ExecutableResource Parent { get; } = parent;
    }
}
