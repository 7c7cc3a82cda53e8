using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;
using Platform.Hosting.Tests.Support;

namespace Platform.Hosting.Tests;

/// <summary>The dashboard over a real graph: what it shows, what it may do, and that the graph does not need it.</summary>
public sealed class DashboardTests
{
    private const string Secret = "needle-in-no-haystack-57";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_are_listed_restarted_and_read()
    {
        await using var watched = await WatchedApp.StartAsync(builder => Shell(builder, "first", "echo ready to serve; exec sleep 300"));

        var first = await watched.ResourceAsync("first", resource => resource.Health == "Healthy");
        (first.Type, first.ProcessId is > 0).ShouldBe(("Executable", true));
        var console = await watched.UntilAsync(Topic.Console, "/api/console", ResourcesJson.Default.ConsolePage, Has("ready to serve"));
        console.Items.Single(line => line.Text == "ready to serve").At.ShouldNotBeNull("the host stamps every line");

        (await watched.CommandAsync("first", KnownResourceCommands.RestartCommand)).Success.ShouldBeTrue();
        var again = await watched.ResourceAsync("first", resource => resource is { Restarts: 1, Health: "Healthy" });
        again.ProcessId.ShouldNotBe(first.ProcessId);
        var markers = watched.Service.Application!.Services.GetRequiredService<MarkerLog>();
        markers.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(marker => marker.Kind).ShouldContain("restart");
        (
            await watched.UntilAsync(
                Topic.Console,
                "/api/resources/first/console",
                ResourcesJson.Default.ConsolePage,
                Has("ready to serve", 2)
            )
        ).Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task What_runs_sends_its_telemetry_to_the_dashboard_with_its_key()
    {
        await using var watched = await WatchedApp.StartAsync(builder => Shell(builder, "sender", "exec sleep 300").WithOtlpExporter());
        await watched.HealthyAsync("sender");
        var sent = await watched.RevealAsync("sender", "environment", "OTEL_EXPORTER_OTLP_ENDPOINT");
        new Uri(sent!).ShouldBe(watched.Service.Application!.OtlpGrpcEndpoint);
        var header = (await watched.RevealAsync("sender", "environment", "OTEL_EXPORTER_OTLP_HEADERS"))!.Split('=');
        header[0].ShouldBe("x-otlp-api-key");

        using var exporter = new HttpClient { BaseAddress = watched.Service.Application.OtlpHttpEndpoint };
        (await SendAsync(null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(header[1])).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> SendAsync(string? key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/traces");
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new("application/x-protobuf") } };
            if (key is not null)
            {
                request.Headers.Add("x-otlp-api-key", key);
            }
            return (await exporter.SendAsync(request, Cancelled)).StatusCode;
        }
    }

    [Fact]
    public async Task Secrets_are_masked_until_asked_for_and_the_asking_is_logged()
    {
        await using var watched = await WatchedApp.StartAsync(
            builder => Shell(builder, "holder", "exec sleep 300").WithEnvironment("KEY", builder.AddParameter("key", secret: true)),
            $"--Parameters:key={Secret}"
        );
        await watched.HealthyAsync("holder");
        foreach (var path in (string[])["/api/resources", "/api/resources/holder", "/api/resources/holder/env", "/api/parameters"])
        {
            (await watched.Http.GetStringAsync(path, Cancelled)).ShouldNotContain(Secret, customMessage: path);
        }
        (await watched.RevealAsync("holder", "environment", "KEY")).ShouldBe(Secret);
        (await watched.RevealAsync("key", "parameter", "key")).ShouldBe(Secret);
        (await watched.Http.GetStringAsync("/api/resources/holder/env?reveal=true", Cancelled)).ShouldContain($"KEY={Secret}\n");
        await watched.UntilAsync(
            Topic.Console,
            "/api/resources/holder/console",
            ResourcesJson.Default.ConsolePage,
            page => page.Items.Any(line => line.Text.Contains("was shown the environment variable KEY"))
        );
    }

    [Fact]
    public async Task A_missing_parameter_is_asked_for_and_who_needs_it_starts_then()
    {
        await using var watched = await WatchedApp.StartAsync(builder =>
        {
            Shell(builder, "other", "exec sleep 300");
            Shell(builder, "needy", "exec sleep 300")
                .WithEnvironment("KEY", builder.AddParameter("key", secret: true).WithDescription("From *them*", true));
        });
        await watched.HealthyAsync("other");
        var asked = await watched.UntilAsync(
            Topic.Interactions,
            "/api/interactions",
            ResourcesJson.Default.InteractionList,
            list => list.Items.Count == 1
        );
        var dialog = asked.Items[0];
        (dialog.Kind, dialog.Inputs[0].Type, dialog.Inputs[0].Description).ShouldBe(("inputs", "SecretText", "From *them*"));

        (await AnswerAsync(dialog.Id, "primary", new { key = "" })).EnsureSuccessStatusCode();
        asked = await watched.UntilAsync(
            Topic.Interactions,
            "/api/interactions",
            ResourcesJson.Default.InteractionList,
            list => list.Items.Any(open => open.Inputs.Any(input => input.Errors.Count > 0))
        );
        (await AnswerAsync(dialog.Id, "primary", new { key = Secret })).EnsureSuccessStatusCode();
        await watched.HealthyAsync("needy");
        (await watched.RevealAsync("needy", "environment", "KEY")).ShouldBe(Secret);
        await watched.UntilAsync(
            Topic.Interactions,
            "/api/interactions",
            ResourcesJson.Default.InteractionList,
            list => list.Items.Count == 0
        );

        Task<HttpResponseMessage> AnswerAsync(int id, string action, object values) =>
            watched.Http.PostAsJsonAsync($"/api/interactions/{id}", new { action, values }, Cancelled);
    }

    [Fact]
    public async Task A_parameter_that_is_set_counts_for_the_next_start()
    {
        await using var watched = await WatchedApp.StartAsync(builder =>
            Shell(builder, "user", "exec sleep 300").WithEnvironment("COLOUR", builder.AddParameter("colour", "red"))
        );
        await watched.HealthyAsync("user");
        var answer = await watched.Http.PutAsJsonAsync("/api/parameters/colour", new { value = "blue", save = true }, Cancelled);
        answer.EnsureSuccessStatusCode();
        await watched.UntilAsync(
            Topic.Parameters,
            "/api/parameters",
            ResourcesJson.Default.ParameterList,
            list => list.Items.Single().Input.Value == "blue"
        );
        await watched.CommandAsync("user", KnownResourceCommands.RestartCommand);
        await watched.HealthyAsync("user");
        (await watched.RevealAsync("user", "environment", "COLOUR")).ShouldBe("blue");
        (await watched.Http.DeleteAsync("/api/parameters/colour", Cancelled)).EnsureSuccessStatusCode();
        await watched.UntilAsync(
            Topic.Parameters,
            "/api/parameters",
            ResourcesJson.Default.ParameterList,
            list => list.Items.Single().Input.Value == "red"
        );
    }

    [Fact]
    public async Task A_command_takes_typed_inputs_and_refuses_wrong_ones()
    {
        await using var watched = await WatchedApp.StartAsync(builder =>
            Shell(builder, "tool", "exec sleep 300")
                .WithCommand(
                    "square",
                    "Square",
                    context =>
                        Task.FromResult(
                            CommandResults.Success(
                                "Squared.",
                                $"**{Math.Pow(context.Arguments.GetInt32("n"), 2)}**",
                                CommandResultFormat.Markdown
                            )
                        ),
                    new CommandOptions
                    {
                        Arguments =
                        [
                            new InteractionInput
                            {
                                Name = "n",
                                InputType = InputType.Number,
                                Required = true,
                            },
                        ],
                        ValidateArguments = context =>
                        {
                            if (context.Inputs.GetInt32("n") > 9)
                            {
                                context.AddValidationError("n", "One digit.");
                            }
                            return Task.CompletedTask;
                        },
                    }
                )
        );
        var tool = await watched.ResourceAsync("tool", resource => resource.Commands.Any(command => command.Name == "square"));
        tool.Commands.Single(command => command.Name == "square").Inputs.ShouldHaveSingleItem().Type.ShouldBe("Number");
        (await watched.CommandAsync("tool", "square", new { n = "x" })).InputErrors.ShouldHaveSingleItem().Name.ShouldBe("n");
        (await watched.CommandAsync("tool", "square", new { n = "12" })).InputErrors[0].Errors.ShouldBe(["One digit."]);
        var outcome = await watched.CommandAsync("tool", "square", new { n = "7" });
        (outcome.Success, outcome.Message, outcome.Result, outcome.Format).ShouldBe((true, "Squared.", "**49**", "markdown"));
    }

    [Fact]
    public async Task A_restart_with_dependents_takes_those_along_and_nobody_else()
    {
        await using var watched = await WatchedApp.StartAsync(builder =>
        {
            var store = Shell(builder, "store", "exec sleep 300");
            Shell(builder, "service", "exec sleep 300").WaitFor(store);
            Shell(builder, "bystander", "exec sleep 300");
        });
        var before = await Task.WhenAll(Up("store"), Up("service"), Up("bystander"));
        before[2].Commands.ShouldNotContain(command => command.Name == "platform-restart-with-dependents");
        (await watched.CommandAsync("store", "platform-restart-with-dependents")).Success.ShouldBeTrue();
        await watched.HealthyAsync("service");
        (await Up("store")).ProcessId.ShouldNotBe(before[0].ProcessId);
        (await Up("service")).ProcessId.ShouldNotBe(before[1].ProcessId);
        (await Up("bystander")).ProcessId.ShouldBe(before[2].ProcessId);

        Task<ResourceSnapshot> Up(string id) =>
            watched.ResourceAsync(id, resource => resource is { Health: "Healthy", ProcessId: not null });
    }

    [Fact]
    public async Task The_graph_goes_on_when_the_dashboard_ends()
    {
        await using var watched = await WatchedApp.StartAsync(builder => Shell(builder, "first", "exec sleep 300"));
        await watched.HealthyAsync("first");
        await watched.Service.Application!.DisposeAsync();
        var restarted = await watched.App.ResourceCommands.ExecuteCommandAsync("first", KnownResourceCommands.RestartCommand, Cancelled);
        restarted.Success.ShouldBeTrue();
        await watched.HealthyAsync("first");
    }

    [Fact]
    public async Task The_graph_runs_without_a_dashboard_that_cannot_start()
    {
        var builder = DistributedApplicationTestingBuilder.Create(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = true },
            []
        );
        Shell(builder, "first", "exec sleep 300");
        await using var app = await builder.BuildAsync(Cancelled);
        var directory = app.Services.GetRequiredService<Aspire.Hosting.Run.InstanceDirectory>();
        File.WriteAllText(directory.File("dashboard.json"), "{ this is no JSON");

        await app.StartAsync(Cancelled);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("first", Cancelled);
        await Should.ThrowAsync<InvalidOperationException>(() => app.GetDashboardUrlAsync(Cancelled));
    }

    [Fact]
    public async Task A_test_has_no_dashboard_unless_it_wants_one()
    {
        await using var app = await DistributedApplicationTestingBuilder.Create().BuildAsync(Cancelled);
        var none = await Should.ThrowAsync<InvalidOperationException>(() => app.GetDashboardUrlAsync(Cancelled));
        none.Message.ShouldContain("EnableDashboard");
        app.Services.GetRequiredService<IInteractionService>().IsAvailable.ShouldBeFalse();
    }

    private static IResourceBuilder<ExecutableResource> Shell(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", "/", "-c", script);

    private static Func<ConsolePage, bool> Has(string text, int times = 1) => page => page.Items.Count(line => line.Text == text) == times;
}
