using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Model;

public class NamesTests
{
    [Theory]
    [InlineData("", "between 1 and 64 characters")]
    [InlineData("-api", "start with an ASCII letter")]
    [InlineData("1api", "start with an ASCII letter")]
    [InlineData("api-", "cannot end with a hyphen")]
    [InlineData("a--b", "consecutive hyphens")]
    [InlineData("my_api", "only ASCII letters, digits, and hyphens")]
    [InlineData("café", "only ASCII letters, digits, and hyphens")]
    public void A_name_that_breaks_a_rule_is_refused_with_the_rule(string name, string rule)
    {
        var refusal = Should.Throw<ArgumentException>(() => Graph.ToRun().AddContainer(name, "nginx"));
        refusal.Message.ShouldContain(rule);
        refusal.Message.ShouldContain($"'{name}'");
    }

    [Fact]
    public void Sixty_four_characters_are_allowed_and_sixty_five_are_not()
    {
        var builder = Graph.ToRun();
        builder.AddContainer(new string('a', 64), "nginx").Resource.Name.Length.ShouldBe(64);
        Should.Throw<ArgumentException>(() => builder.AddContainer(new string('a', 65), "nginx"));
    }

    [Fact]
    public void Two_resources_of_a_name_are_refused_whatever_the_case()
    {
        var builder = Graph.ToRun();
        builder.AddContainer("cache", "redis");
        var refusal = Should.Throw<DistributedApplicationException>(() => builder.AddParameter("Cache"));
        refusal.Message.ShouldContain("'Cache'");
        refusal.Message.ShouldContain("already exists");
    }

    [Fact]
    public void A_resource_may_have_its_own_policy_for_names()
    {
        var resource = new ContainerResource("my_api");
        resource.Annotations.Add(NameValidationPolicyAnnotation.None);
        Graph.ToRun().AddResource(resource).Resource.Name.ShouldBe("my_api");
    }

    [Fact]
    public void A_second_endpoint_of_a_name_is_refused_and_the_message_says_how_names_come_about()
    {
        var api = Graph.ToRun().AddContainer("api", "nginx").WithHttpEndpoint();
        var refusal = Should.Throw<DistributedApplicationException>(() => api.WithHttpEndpoint(port: 81));
        refusal.Message.ShouldContain("'http' already exists");
        api.WithHttpEndpoint(port: 81, name: "admin").Resource.GetEndpoints().Select(e => e.EndpointName).ShouldBe(["http", "admin"]);
    }

    [Fact]
    public void Annotations_added_while_others_are_read_disturb_nobody()
    {
        var resource = new ContainerResource("api");
        resource.Annotations.Add(new HealthCheckAnnotation("first"));
        foreach (var annotation in resource.Annotations)
        {
            resource.Annotations.Add(new HealthCheckAnnotation("second"));
            annotation.ShouldBeOfType<HealthCheckAnnotation>().Key.ShouldBe("first");
        }

        resource.Annotations.Count.ShouldBe(2);
    }
}
