using System.Security.Cryptography;
using System.Text;
using Platform.Engines.PostgreSQL.Install;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>A request as the container image would read it: which variables it obeys, and what a data directory depends on.</summary>
internal sealed class PostgresPlan(EngineRequest request, PostgresInstallation installation)
{
    private static readonly string[] RefusedInitArguments =
    [
        "--auth",
        "-A",
        "--pwfile",
        "--pwprompt",
        "-W",
        "-D",
        "--pgdata",
        "-U",
        "--username",
    ];

    public EngineRequest Request { get; } = request;

    public PostgresInstallation Installation { get; } = installation;

    public PostgresSettings Settings { get; } = (PostgresSettings)request.Settings;

    public string Resource => Request.ResourceName;

    public int Port =>
        Request.Ports.TryGetValue("tcp", out var port)
            ? port
            : throw new EngineException($"{Resource}: PostgreSQL needs a port for the endpoint 'tcp'; the request has none.");

    /// <summary>The database that init files run in, by the image's rule: POSTGRES_DB, or else one named as the user.</summary>
    public string DefaultDatabase =>
        Request.Environment.GetValueOrDefault("POSTGRES_DB") is { Length: > 0 } name ? name : Settings.UserName;

    /// <summary>How clients log in over TCP.</summary>
    public string HostAuthentication =>
        Request.Environment.GetValueOrDefault("POSTGRES_HOST_AUTH_METHOD") is { Length: > 0 } method ? method : "scram-sha-256";

    /// <summary>POSTGRES_INITDB_ARGS, without what decides who may log in: that is written at each start.</summary>
    public IEnumerable<string> InitArguments =>
        (Request.Environment.GetValueOrDefault("POSTGRES_INITDB_ARGS") ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(argument => !RefusedInitArguments.Any(refused => argument.StartsWith(refused, StringComparison.Ordinal)));

    /// <summary>What the server is given on its command line by the resource; the image allows its own name first.</summary>
    public IEnumerable<string> Arguments => Request.Arguments.Skip(Request.Arguments is ["postgres", ..] ? 1 : 0);

    /// <summary>Names the template: everything that a fresh data directory depends on. Not the password, unless a shell script may read it.</summary>
    public async Task<string> TemplateKeyAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add("1", Installation.BinDirectory, Installation.Version, Settings.UserName, DefaultDatabase);
        Add([.. InitArguments]);
        foreach (var database in Settings.Databases)
        {
            Add(database.Name, database.CreationScript ?? "");
        }

        foreach (var file in Settings.InitFiles)
        {
            Add(Path.GetFileName(file));
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellationToken));
        }

        if (Settings.InitFiles.Any(file => file.EndsWith(".sh", StringComparison.Ordinal)))
        {
            Add([
                .. Request.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value }),
            ]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..20];

        void Add(params string[] values)
        {
            foreach (var value in values)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{value.Length}:{value}"));
            }
        }
    }
}
