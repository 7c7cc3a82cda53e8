using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Builder;

public class EnvironmentTests
{
    private readonly IDistributedApplicationBuilder _builder = Graph.ToRun();

    [Fact]
    public async Task Later_words_win_and_callbacks_see_earlier_ones()
    {
        var api = _builder
            .AddContainer("api", "nginx")
            .WithEnvironment("A", "1")
            .WithEnvironment("B", () => "2")
            .WithEnvironment(context => context.EnvironmentVariables["A"] = $"{context.EnvironmentVariables["A"]}+")
            .WithEnvironment("EMPTY", (string?)null);
        (await api.EnvironmentAsync()).ShouldBe(
            new Dictionary<string, string>
            {
                ["A"] = "1+",
                ["B"] = "2",
                ["EMPTY"] = "",
            }
        );
    }

    [Fact]
    public async Task Numbers_and_truths_become_text_that_programs_read()
    {
        var api = _builder
            .AddContainer("api", "nginx")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["N"] = 1.5;
                context.EnvironmentVariables["T"] = true;
            });
        var environment = await api.EnvironmentAsync();
        environment["N"].ShouldBe("1.5");
        environment["T"].ShouldBe("true");
    }

    [Fact]
    public async Task A_variable_can_carry_the_port_to_listen_on()
    {
        var api = _builder.AddExecutable("api", "api", ".").WithHttpEndpoint(env: "PORT").Allocated();
        (await api.EnvironmentAsync())["PORT"].ShouldBe("5001");
    }

    [Fact]
    public async Task Arguments_come_in_order_and_may_be_values_known_later()
    {
        var mail = _builder.AddContainer("mail", "axllent/mailpit").WithEndpoint(name: "smtp").Allocated();
        var worker = _builder
            .AddExecutable("worker", "python3", ".", "-m", "worker")
            .WithArgs("--smtp", mail.GetEndpoint("smtp").Property(EndpointProperty.HostAndPort))
            .WithArgs(context => context.Args.Insert(0, "-u"));
        (await worker.ArgumentsAsync()).ShouldBe(["-u", "-m", "worker", "--smtp", "localhost:5000"]);
    }

    [Fact]
    public void Paths_are_relative_to_the_AppHost()
    {
        var worker = _builder.AddExecutable("worker", "python3", "../ops");
        worker.Resource.WorkingDirectory.ShouldBe(Path.GetFullPath(Path.Combine(_builder.AppHostDirectory, "..", "ops")));
        worker.WithWorkingDirectory("/elsewhere").WithCommand("python4").Resource.WorkingDirectory.ShouldBe("/elsewhere");
        worker.Resource.Command.ShouldBe("python4");
    }

    [Fact]
    public async Task The_public_way_to_the_environment_gives_what_a_run_and_a_manifest_hold()
    {
        var mail = _builder.AddContainer("mail", "axllent/mailpit").WithEndpoint(name: "smtp").Allocated();
        var worker = _builder.AddExecutable("worker", "python3", ".").WithEnvironment("SMTP", mail.GetEndpoint("smtp"));
#pragma warning disable CS0618 // obsolete in Aspire as well, and still what tests of AppHosts call
        (await worker.Resource.GetEnvironmentVariableValuesAsync())["SMTP"].ShouldBe("tcp://localhost:5000");
        (await worker.Resource.GetEnvironmentVariableValuesAsync(DistributedApplicationOperation.Publish))["SMTP"]
            .ShouldBe("{mail.bindings.smtp.url}");
#pragma warning restore CS0618
    }
}
