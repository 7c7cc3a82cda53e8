using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Terminal;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

public sealed class VerdictTests
{
    private readonly ExecutableResource _a = Graph.Program("a");
    private readonly ExecutableResource _b = Graph.Program("b");

    [Fact]
    public void A_graph_is_healthy_when_the_last_of_it_is()
    {
        var graph = new Graph(_a, _b);
        graph.Be(_a, KnownResourceStates.Running);
        graph.Be(_b, KnownResourceStates.Running, HealthStatus.Unhealthy);
        graph.Launched();
        graph.Progress.Verdict.ShouldBe(GraphVerdict.Starting);

        graph.Be(_b, KnownResourceStates.Running, HealthStatus.Healthy);

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Healthy);
    }

    [Fact]
    public void The_first_to_be_healthy_is_not_the_graph()
    {
        var graph = new Graph(_a, _b);

        graph.Be(_a, KnownResourceStates.Running);

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Starting);
    }

    [Fact]
    public void What_only_leaves_out_is_not_waited_for()
    {
        var graph = new Graph(_a, _b);
        graph.Be(_a, KnownResourceStates.Running);

        graph.Launched();

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Healthy);
    }

    [Fact]
    public void Every_replica_counts()
    {
        _a.Annotations.Add(new ReplicaAnnotation(2));
        var graph = new Graph(_a);
        graph.Be(_a, KnownResourceStates.Running, id: "a-1");
        graph.Launched();
        graph.Progress.Verdict.ShouldBe(GraphVerdict.Starting);

        graph.Be(_a, KnownResourceStates.Running, id: "a-2");

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Healthy);
    }

    [Theory]
    [InlineData("FailedToStart", null)]
    [InlineData("Exited", 137)]
    [InlineData("Finished", 1)]
    [InlineData("ValueMissing", null)]
    public void One_failure_is_the_graphs_at_once(string state, int? exitCode)
    {
        var graph = new Graph(_a, _b);
        graph.Be(_a, KnownResourceStates.Starting);

        graph.Be(_b, state, exitCode: exitCode);

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Failed);
    }

    [Theory]
    [InlineData("Finished", 0)]
    [InlineData("Unavailable", null)]
    public void What_ran_to_its_end_or_has_no_part_does_not_spoil_it(string state, int? exitCode)
    {
        var graph = new Graph(_a, _b);
        graph.Be(_a, KnownResourceStates.Running);
        graph.Be(_b, state, exitCode: exitCode);

        graph.Launched();

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Healthy);
    }

    [Fact]
    public void What_starts_when_asked_is_not_waited_for()
    {
        _b.Annotations.Add(new ExplicitStartupAnnotation());
        var graph = new Graph(_a, _b);
        graph.Be(_a, KnownResourceStates.Running);
        graph.Be(_b, KnownResourceStates.NotStarted);

        graph.Launched();

        graph.Progress.Verdict.ShouldBe(GraphVerdict.Healthy);
    }
}
