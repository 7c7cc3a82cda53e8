using System.Net;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

public class ResourcesApiTests
{
    private static readonly ResourceSnapshot postgres = new("postgres", "postgres", "PostgresServer") { State = "Running" };

    private static readonly ResourceSnapshot users = new("users", "users", "Project")
    {
        State = "Running",
        Health = "Healthy",
        StartedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1500.25),
        Relationships = [new("usersdb", "Reference")],
        Environment = [new("ConnectionStrings__usersdb", null, IsSecret: true, IsFromSpec: true), new("EMPTY", null, true, true)],
        Commands =
        [
            new("restart", "Restart", null, null, null, false, "Enabled"),
            new("mock-fail", "Answer with", null, null, null, false, "Enabled")
            {
                Inputs = [new("status", "Number", "status", null, false, true), new("key", "SecretText", "key", null, false, false)],
            },
        ],
    };

    [Fact]
    public async Task The_list_has_references_both_ways_and_replicas_counted()
    {
        await using var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync(
            postgres,
            new ResourceSnapshot("usersdb", "usersdb", "PostgresDatabase") { Parent = "postgres" },
            users,
            new ResourceSnapshot("ordering-a", "ordering", "Project"),
            new ResourceSnapshot("ordering-b", "ordering", "Project")
        );
        var list = await graph.GetAsync("/api/resources", ResourcesJson.Default.ResourceList);
        list.Items.Select(row => row.Resource.Id).ShouldBe(["postgres", "usersdb", "users", "ordering-a", "ordering-b"]);
        list.Items[0].ReferencedBy.ShouldBe([new("usersdb", "Parent")]);
        list.Items[1].ReferencedBy.ShouldBe([new("users", "Reference")]);
        list.Items[1].References.ShouldBe([new("postgres", "Parent")]);
        list.Items[3].Replicas.ShouldBe(2);
        list.Cores.ShouldBe(Environment.ProcessorCount);
        list.Items[2].Resource.Environment.ShouldBeEmpty("a list of all resources needs none of it");
    }

    [Fact]
    public async Task Times_are_milliseconds_since_1970_with_a_fraction()
    {
        await using var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync(users);
        var details = await graph.GetAsync("/api/resources/users");
        details["resource"]!["startedAt"]!.GetValue<decimal>().ShouldBe(1500.25m);
    }

    [Fact]
    public async Task A_resource_that_is_not_there_is_a_problem_with_its_name()
    {
        await using var graph = await WatchedGraph.StartAsync();
        var answer = await graph.Http.GetAsync("/api/resources/nobody", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("'nobody'");
    }

    [Fact]
    public async Task A_command_runs_with_its_inputs_and_leaves_a_marker_without_secrets()
    {
        await using var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync(users);
        graph.Host.OnExecute = _ => new CommandOutcome(true, Result: "# done", Format: "markdown") { ShowResult = true };
        var answer = await graph.PostAsync(
            "/api/resources/users/commands/mock-fail",
            new { inputs = new { status = "500", key = "hush" } }
        );
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("# done");
        graph.Host.Commands.ShouldHaveSingleItem().Inputs["status"].ShouldBe("500");
        var marker = Markers(graph).ShouldHaveSingleItem();
        marker.Kind.ShouldBe("mock");
        marker.Text.ShouldBe("users: Answer with (status 500)");
    }

    [Fact]
    public async Task Refused_inputs_come_back_and_nothing_is_noted()
    {
        await using var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync(users);
        graph.Host.OnExecute = _ => new CommandOutcome(false) { InputErrors = [new("status", ["A number is needed."])] };
        var answer = await graph.PostAsync("/api/resources/users/commands/mock-fail", new { inputs = new { status = "x" } });
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("A number is needed.");
        Markers(graph).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_command_is_answered_with_those_there_are()
    {
        await using var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync(users);
        var answer = await graph.PostAsync("/api/resources/users/commands/explode", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("restart, mock-fail");
        graph.Host.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task Environment_is_masked_until_it_is_asked_for()
    {
        await using var graph = await WatchedGraph.StartAsync();
        await graph.SayAsync(users);
        graph.Host.OnReveal = _ => """{"ConnectionStrings__usersdb":"Host=localhost;Password=\"a b\"","EMPTY":""}""";
        var cancel = TestContext.Current.CancellationToken;

        (await graph.Http.GetStringAsync("/api/resources/users/env", cancel)).ShouldContain("ConnectionStrings__usersdb=\"******\"");
        graph.Host.Revealed.ShouldBeEmpty();

        var env = await graph.Http.GetStringAsync("/api/resources/users/env?reveal=true", cancel);
        env.ShouldBe("ConnectionStrings__usersdb=\"Host=localhost;Password=\\\"a b\\\"\"\nEMPTY=\"\"\n");
        graph.Host.Revealed.ShouldHaveSingleItem().ShouldBe(new SecretReference("users", "environment", "*"));
    }

    [Fact]
    public async Task A_secret_is_revealed_by_its_name()
    {
        await using var graph = await WatchedGraph.StartAsync();
        graph.Host.OnReveal = secret => secret.Name == "resource.connectionString" ? "Host=localhost" : null;
        var secret = new SecretReference("users", "property", "resource.connectionString");
        var answer = await graph.PostAsync("/api/reveal", secret);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"value":"Host=localhost"}""");
    }

    [Fact]
    public async Task Parameters_are_listed_apart_and_can_be_set_and_deleted()
    {
        await using var graph = await WatchedGraph.StartAsync();
        var input = new InputField("api-key", "SecretText", "api-key", "The *key*", true, true);
        await graph.SayAsync(users, new ResourceSnapshot("api-key", "api-key", "Parameter") { State = "ValueMissing", Parameter = input });

        var row = (await graph.GetAsync("/api/parameters", ResourcesJson.Default.ParameterList)).Items.ShouldHaveSingleItem();
        (row.HasValue, row.IsSecret, row.Input.Description).ShouldBe((false, true, "The *key*"));
        (await graph.GetAsync("/api/resources", ResourcesJson.Default.ResourceList)).Items.ShouldHaveSingleItem();

        var cancel = TestContext.Current.CancellationToken;
        (await graph.Http.PutAsync("/api/parameters/api-key", Json("""{"value":"k","save":true}"""), cancel)).EnsureSuccessStatusCode();
        (await graph.Http.DeleteAsync("/api/parameters/api-key", cancel)).EnsureSuccessStatusCode();
        graph.Host.Changes.ShouldBe([new("api-key", "k", true), new("api-key", null, true)]);
        (await graph.Http.PutAsync("/api/parameters/users", Json("""{"value":"k"}"""), cancel)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task An_interaction_is_shown_answered_and_gone()
    {
        await using var graph = await WatchedGraph.StartAsync();
        graph.Host.Say(new InteractionSnapshot(7, "messageBox", "Sure?", null, false, "Confirmation"));
        await graph.UntilAsync(Topic.Interactions, Open, list => list.Items.Count == 1);

        (await graph.PostAsync("/api/interactions/7", new { action = "explode" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await graph.PostAsync("/api/interactions/7", new { action = "primary", values = new { a = "1" } })).EnsureSuccessStatusCode();
        graph.Host.Responses.ShouldHaveSingleItem().Values["a"].ShouldBe("1");

        graph.Host.Say(new InteractionSnapshot(7, "messageBox", "Sure?", null, false, "Confirmation") { IsComplete = true });
        await graph.UntilAsync(Topic.Interactions, Open, list => list.Items.Count == 0);
        (await graph.PostAsync("/api/interactions/7", new { action = "primary" })).StatusCode.ShouldBe(HttpStatusCode.Gone);

        Task<InteractionList> Open() => graph.GetAsync("/api/interactions", ResourcesJson.Default.InteractionList);
    }

    [Fact]
    public async Task Alone_it_has_no_resources_and_commands_nothing()
    {
        await using var alone = await TestDashboard.StartAsync();
        var cancel = TestContext.Current.CancellationToken;
        (await alone.Http.GetStringAsync("/api/resources", cancel)).ShouldStartWith("""{"items":[]""");
        (
            await alone.Http.PostAsync("/api/reveal", Json("""{"resourceId":"a","kind":"property","name":"b"}"""), cancel)
        ).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static IReadOnlyList<Marker> Markers(WatchedGraph graph) =>
        graph.Markers.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
