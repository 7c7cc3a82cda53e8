using Aspire.Hosting;
using Platform.Hosting.Deployment;

namespace Publishing.Tests.Model;

public class IntentTests
{
    [Fact]
    public void What_names_the_stage_goes_before_what_names_none_and_of_equals_the_last_counts()
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);
        var api = builder
            .AddContainer("api", "api", "1.0")
            .WithScaling(new(3, 20), Stage.Prod, Stage.Perf)
            .WithScaling(new(1))
            .WithScaling(new(2));

        api.Resource.IntentOf<Scaling>(Stage.Prod).ShouldBe(new(3, 20));
        api.Resource.IntentOf<Scaling>(Stage.Dev).ShouldBe(new(2));
        api.Resource.IntentOf<Exposure>(Stage.Dev).ShouldBeNull();
    }

    [Fact]
    public void Stages_are_found_by_their_names()
    {
        Stages.All.ShouldAllBe(stage => Stages.Find(stage.Name()) == stage);
        Stages.Find("production").ShouldBeNull();
    }
}
