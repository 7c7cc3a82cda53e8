using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>What the AppHost's own graph is on Compose.</summary>
public class RealGraphTests
{
    private static readonly string[] s_files = ["docker-compose.yaml", "docker-compose.test.yaml"];

    [Fact]
    public async Task Every_service_is_watched_bounded_and_held_down()
    {
        var output = await ComposeOutput.RealAsync();
        foreach (var file in s_files)
        {
            foreach (var (name, service) in (JsonObject)output.File(file)["services"]!)
            {
                var isStep = name.EndsWith("-setup", StringComparison.Ordinal);
                (service!["healthcheck"] is not null).ShouldBe(!isStep, $"{file}: {name} has no health check");
                ((string?)service["deploy"]?["resources"]?["limits"]?["memory"]).ShouldNotBeNull($"{file}: {name} has no limits");
                ((string?)service["cap_drop"]?[0]).ShouldBe("ALL", name);
                ((string?)service["security_opt"]?[0]).ShouldBe("no-new-privileges:true", name);
                ((string)service["restart"]!).ShouldBe(isStep || file != "docker-compose.yaml" ? "no" : "unless-stopped", name);
                ((string)service["image"]!).ShouldNotEndWith("latest");
                service["stop_grace_period"].ShouldNotBeNull(name);
            }
        }
    }

    [Fact]
    public async Task Who_waits_for_a_database_waits_for_the_step_that_makes_it()
    {
        var users = (await ComposeOutput.RealAsync()).Service("users");

        ((string)users["depends_on"]!["postgres"]!["condition"]!).ShouldBe("service_healthy");
        ((string)users["depends_on"]!["postgres-setup"]!["condition"]!).ShouldBe("service_completed_successfully");
    }

    [Fact]
    public async Task A_service_has_a_role_and_a_database_of_its_own_and_sees_no_other_password()
    {
        var output = await ComposeOutput.RealAsync();
        var users = output.Service("users");

        ((string)users["environment"]!["ConnectionStrings__usersdb"]!).ShouldBe(
            "Host=postgres;Port=5432;Username=users;Password={secret:postgres-users-password};Database=usersdb"
        );
        users["secrets"]!.AsArray().Select(secret => (string)secret!["source"]!).ShouldBe(["postgres-users-password"]);
        output.Text("init/postgres-setup.sh").ShouldContain("role 'users' 'postgres-users-password'\n");
        output.Text("init/postgres-setup.sh").ShouldContain("database 'usersdb' 'users'\n");
    }

    [Fact]
    public async Task No_store_publishes_a_port_and_no_network_of_one_leads_outside()
    {
        var output = await ComposeOutput.RealAsync();
        foreach (var store in new[] { "postgres", "redis", "kafka", "elasticsearch", "storage", "oci-storage" })
        {
            var service = output.Service(store);
            service.ContainsKey("ports").ShouldBeFalse(store);
            service["networks"]!.AsArray().Select(network => (string)network!).ShouldBe([$"{store}-net"]);
            ((bool)output.File()["networks"]![$"{store}-net"]!["internal"]!).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_publishes_a_port_is_in_a_network_with_a_way_outside()
    {
        var output = await ComposeOutput.RealAsync();
        foreach (var file in s_files)
        {
            var tree = output.File(file);
            foreach (var (name, service) in (JsonObject)tree["services"]!)
            {
                if (service!["ports"] is not null)
                {
                    service["networks"]!
                        .AsArray()
                        .Select(network => (bool)tree["networks"]![(string)network!]!["internal"]!)
                        .ShouldContain(false, $"{file}: {name}'s ports lead nowhere");
                }
            }
        }
    }

    [Fact]
    public async Task The_gateway_and_the_mocks_are_where_the_documents_have_them()
    {
        var output = await ComposeOutput.RealAsync();

        Ports("gateway").ShouldBe(["0.0.0.0:${GATEWAY_HTTP_PORT:-8080}:8080"]);
        Ports("storefront").ShouldBe(["0.0.0.0:${STOREFRONT_HTTP_PORT:-3000}:3000"]);
        Ports("payment-gateway").ShouldBe(["127.0.0.1:${PAYMENT_GATEWAY_PORT:-8081}:8080"]);
        Ports("sales-channels").ShouldBe(["127.0.0.1:${SALES_CHANNELS_PORT:-8082}:8080"]);
        Ports("compose-dashboard").ShouldBe(["127.0.0.1:${DASHBOARD_PORT:-18888}:18888"]);
        ((string)output.Service("storefront")["environment"]!["PAYMENT_GATEWAY_HTTP"]!).ShouldBe(
            "${PAYMENT_WINDOW_URL:-http://localhost:8081}"
        );

        string[] Ports(string service) => [.. output.Service(service)["ports"]!.AsArray().Select(port => (string)port!)];
    }

    [Fact]
    public async Task The_file_for_tests_keeps_nothing_and_takes_ports_as_they_come()
    {
        var tree = (await ComposeOutput.RealAsync()).File("docker-compose.test.yaml");

        tree.ContainsKey("volumes").ShouldBeFalse();
        tree["services"]!.AsObject().ShouldNotContain(service => service.Key == "compose-dashboard");
        tree["services"]!["postgres"]!["tmpfs"]!.AsArray().Select(path => (string)path!).ShouldContain("/var/lib/postgresql");
        foreach (var (name, service) in tree["services"]!.AsObject())
        {
            (service!["volumes"]?.AsArray() ?? []).ShouldAllBe(volume => (string)volume!["type"]! == "bind");
            (service["ports"]?.AsArray() ?? []).ShouldAllBe(port => ((string)port!).StartsWith("127.0.0.1::"), name);
        }
        tree["services"]!["payment-gateway"]!["ports"].ShouldNotBeNull();
    }

    [Fact]
    public async Task One_new_reference_changes_the_network_of_that_edge_and_nothing_else()
    {
        var before = await ComposeOutput.RealAsync();
        var changed = await RealGraph.CreateAsync(builder =>
        {
            var search = builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "search");
            var files = builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "files");
            builder.CreateResourceBuilder(search).WithReference(builder.CreateResourceBuilder(files));
        });
        var after = ComposeOutput.Of(changed.Models);

        var (was, now) = (before.Networks(), after.Networks());
        now["search"].Except(was["search"]).ShouldBe(["files-net"]);
        foreach (var service in was.Keys.Where(service => service != "search"))
        {
            now[service].ShouldBe(was[service], service);
        }
        JsonNode.DeepEquals(before.File()["networks"], after.File()["networks"]).ShouldBeTrue();
        after
            .Tree.Files.Where(file => before.Tree.Find(file.Path)?.Text != file.Text)
            .Select(file => file.Path)
            .ShouldBe(["compose/README.md", "compose/docker-compose.test.yaml", "compose/docker-compose.yaml"]);
    }

    [Fact]
    public async Task No_secret_is_in_any_file_however_it_is_written()
    {
        const string canary = "c4n4ry-of-a-secret";
        var graph = await RealGraph.CreateAsync(builder =>
        {
            foreach (var parameter in builder.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
            {
                builder.Configuration[$"Parameters:{parameter.Name}"] = canary;
            }
        });
        var bytes = Encoding.UTF8.GetBytes(canary);
        string[] forms = [canary, Convert.ToHexString(bytes), .. Enumerable.Range(0, 3).Select(shift => Base64Core(bytes, shift))];

        foreach (var file in ComposeOutput.Of(graph.Models).Tree.Files)
        {
            foreach (var form in forms)
            {
                file.Text.ShouldNotContain(form, Case.Insensitive, file.Path);
            }
        }
    }

    [Fact]
    public async Task Printing_twice_gives_the_same()
    {
        var (one, two) = (ComposeOutput.Of((await RealGraph.GetAsync()).Models), ComposeOutput.Of((await RealGraph.GetAsync()).Models));

        one.Tree.Files.Select(file => file.Text).ShouldBe(two.Tree.Files.Select(file => file.Text));
    }

    [Fact]
    public async Task The_README_names_every_network_and_says_what_it_lets_through()
    {
        var output = await ComposeOutput.RealAsync();
        var readme = output.Text("README.md");

        foreach (var (network, _) in output.File()["networks"]!.AsObject())
        {
            readme.ShouldContain($"| `{network}` |");
        }
        readme.ShouldContain("They let through:");
        readme.ShouldContain("They do not let through:");
        foreach (var stage in new[] { "dev", "staging", "prod", "perf" })
        {
            readme.ShouldContain($"--env-file .env.{stage}");
        }
    }

    // What the canary looks like within base64, whatever stands before it: the characters that its own bits decide.
    private static string Base64Core(byte[] bytes, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        return text[(shift is 0 ? 0 : 4)..(text.Length - 4)];
    }
}
