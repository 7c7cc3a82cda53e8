using Platform.Engines.PostgreSQL.Install;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>The command lines of the server.</summary>
internal static class ServerCommand
{
    /// <summary>Settings for data that nobody will miss after a power cut.</summary>
    public static IReadOnlyList<string> ThrowAway { get; } =
    ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

    // With connections open, SIGTERM waits for ever; SIGINT ends them and writes everything down; SIGQUIT writes nothing.
    private static readonly StopPlan Fast = new(StopSignal.Interrupt, WholeSession: false, TimeSpan.FromSeconds(10));
    private static readonly StopPlan Immediate = new(StopSignal.Quit, WholeSession: false, TimeSpan.FromSeconds(5));

    public static LaunchSpec Launch(PostgresPlan plan, ServerAccount account, string data, ServerSocket socket)
    {
        string[] listening = ["-D", data, "-k", socket.Directory, "-p", $"{socket.Port}", "-c", "listen_addresses=127.0.0.1"];
        IEnumerable<string> durability = plan.Request.KeepData ? [] : ThrowAway;
        string[] command = account.Command([plan.Installation.Program("postgres"), .. listening, .. durability, .. plan.Arguments]);
        return new LaunchSpec
        {
            Name = plan.Resource,
            FileName = command[0],
            Arguments = command[1..],
            WorkingDirectory = data,
            Environment = new Dictionary<string, string?>(
                plan.Request.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)
            )
            {
                // Libpq's variables mean the client's server, and the server has no use for the password.
                ["PGDATA"] = null,
                ["PGPORT"] = null,
                ["POSTGRES_PASSWORD"] = null,
            },
            Stop = plan.Request.KeepData ? Fast : Immediate,
        };
    }
}
