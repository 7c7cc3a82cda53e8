using System.Globalization;
using System.Text;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What lies in the directory, how it comes up, and what the networks let through and what they do not.</summary>
internal static class ComposeReadme
{
    public static string Write(IReadOnlyList<ComposeStage> stages)
    {
        var first = stages[0];
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # {first.Model.Application} on Docker Compose

            Written by `dotnet run --project AppHost -- --operation publish`; change the AppHost, not these files. `.env` and `secrets/` are yours:
            publishing again keeps what stands there.

                ./secrets/generate.sh            # once: random secrets for a machine of your own
                docker compose up -d --wait      # {first.Model.Stage.Name()}, with all mocks
                docker compose down              # -v throws the data away too

            Images built from this repository are looked for on this machine, or under `IMAGE_REGISTRY` in `.env`.

            | stage | command |
            |---|---|

            """
        );
        foreach (var stage in stages)
        {
            var name = stage.Model.Stage.Name();
            var top =
                stage != first && ComposeOverride.Of(first, stage) is not null
                    ? $" -f docker-compose.yaml -f docker-compose.{name}.yaml"
                    : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | `docker compose --env-file .env --env-file .env.{name}{top} up -d --wait` |\n"
            );
        }
        text.Append(
            """
            | services on this machine, stores in containers | `docker compose -f docker-compose.yaml -f docker-compose.local.yaml up -d --wait`, with the stores' names behind `--wait` for them alone |
            | tests | `docker compose -p test-1 -f docker-compose.test.yaml up -d --wait`, then `docker compose -p test-1 -f docker-compose.test.yaml port gateway 8080` |

            Written for Compose 2.20 or later. docker-compose 1.29 reads the files too; it starts one instance of each service and no limits hold, unless it is
            given `--compatibility`, and it takes one `--env-file` (put both into one).

            A service that shows ports and has several instances needs a range of ports on the host, one for each: `.env.STAGE` has it. Before them
            belongs something that ends TLS and shares requests out; Compose has nothing of the kind.

            ## What starts when

            Services that wait for a store start when it is healthy and its step (`…-setup`) has ended well: the step makes roles, databases, topics or buckets,
            and can run again and again. A service that has no such wait bears that others are away.


            """
        );
        Networks(text, first);
        Differences(text, stages);
        return text.ToString();
    }

    /// <summary>A text as a cell of a table.</summary>
    public static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static void Networks(StringBuilder text, ComposeStage stage)
    {
        var file = stage.Context.File;
        text.Append(
            """
            ## Networks

            Each callee has a network, joined by it and by who calls it; a name that is not in one of a service's networks cannot even be looked up.

            They let through:

            - every port of the callee, not only the one that its callers use: a network knows no ports;
            - callers of the same callee to one another, where they listen: `A-net` with callers B and C joins B and C too. A service that takes calls should
              ask who calls, as ours do with tokens;
            - so all that send telemetry reach each other by the dashboard's network, and all that share a database server by its network. Where that is too
              much, publish to Kubernetes, or leave the dashboard out (`WithDashboard(false)`);
            - a callee to its callers: a network has no direction;
            - for what is in a network with a way outside (`outside: yes`): everything outside, for Docker filters no addresses. Where a system has known
              address ranges, filter on the host (chain `DOCKER-USER`) or publish to Kubernetes, whose policies know addresses and ports.

            They do not let through: anything else. Who has no edge to a store in the graph has no way to it; nothing but what is in an `…-ingress` network
            or listed with a way outside gets out or in; no store publishes a port. Within these networks nothing is encrypted: they are of one machine.

            | network | who is in it | outside |
            |---|---|---|

            """
        );
        foreach (var network in file.Networks.Keys.Order(StringComparer.Ordinal))
        {
            var members = file.Services.Values.Where(service => service.Networks.Contains(network)).Select(service => service.Name);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{network}` | {string.Join(", ", members)} | {(file.Networks[network].Internal is true ? "no" : "yes")} |\n"
            );
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nThat is {file.Networks.Count} networks. Docker's own address pools hold about thirty"
        );
        text.Append(
            file.Networks.Values.Any(network => network.Ipam is not null)
                ? ", so each of these names its addresses; where one of them is taken on your machine, change `subnet` with `ConfigureComposeFile`.\n"
                : "; where more projects run, widen `default-address-pools` in the engine's `daemon.json`.\n"
        );
    }

    private static void Differences(StringBuilder text, IReadOnlyList<ComposeStage> stages)
    {
        var mocks = stages[0].Model.Workloads.Where(workload => workload.IsMock).Select(workload => workload.Name).ToList();
        var without = stages.Where(stage => stage.Model.Externals.Count > 0).Select(stage => stage.Model.Stage.Name()).ToList();
        if (mocks.Count is 0 || without.Count is 0)
        {
            return;
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            ## Mocks

            {string.Join(", ", mocks)}: these play others' systems. In {string.Join(
                " and ",
                without
            )} they do not run (they have the profile `mocks` there), and the
            addresses of the real systems are asked for in `.env`.

            """
        );
    }
}
