using Platform.Engines.PostgreSQL.Install;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>The data directory of one resource: copied from a template at every start, or once and then kept.</summary>
internal sealed class DataDirectory(PostgresPlan plan, ServerAccount account, string place, ScratchPool pool)
{
    private const string LockFile = "postmaster.pid";
    private const string Scratch = "scratch-";
    private const string Superuser = "superuser";
    private string? _template;

    /// <summary>
    /// Kept and throw-away data never share a directory: what ran without fsync must not pass for durable, nor be wiped by a changed mind. A
    /// throw-away one has a name of its own, so that a run that is disposed late cannot give back its successor's.
    /// </summary>
    public string Path { get; } = System.IO.Path.Combine(place, plan.Request.KeepData ? "data" : Scratch + Guid.NewGuid().ToString("N"));

    /// <summary>Lays the directory out, or looks the kept one over.</summary>
    /// <exception cref="EngineException">Kept data is of another version or user, or in use.</exception>
    public async Task PrepareAsync(Template templates, CancellationToken cancellationToken)
    {
        if (plan.Request.KeepData && Directory.Exists(Path))
        {
            await CheckAsync(cancellationToken);
            return;
        }

        _template = await templates.FindAsync(cancellationToken);
        var source = System.IO.Path.Combine(_template, "data");
        if (plan.Request.KeepData)
        {
            await ReplaceAsync(source, cancellationToken);
            await File.WriteAllTextAsync(System.IO.Path.Combine(place, Superuser), plan.Settings.UserName, cancellationToken);
            return;
        }

        Reuse();
        if (Directory.Exists(Path) || !pool.Take(_template, Path))
        {
            await DirectoryTree.MirrorAsync(source, Path, skip: null, live: false, cancellationToken);
        }

        await account.GiveAsync(Path, cancellationToken);
    }

    /// <summary>Takes over the directory that an earlier run left here, and discards what is over.</summary>
    private void Reuse()
    {
        foreach (var earlier in Directory.GetDirectories(place, Scratch + "*"))
        {
            if (Directory.Exists(Path) || LivingServer(earlier) is not null)
            {
                // A server that lives on loses its directory, notices, and ends.
                DirectoryTree.Discard(earlier);
            }
            else
            {
                Directory.Move(earlier, Path);
            }
        }
    }

    /// <summary>Puts a copy of another data directory in this one's place, whole or not at all.</summary>
    public async Task ReplaceAsync(string source, CancellationToken cancellationToken)
    {
        var copy = System.IO.Path.Combine(place, ".copying");
        DirectoryTree.Discard(copy);
        await DirectoryTree.MirrorAsync(source, copy, skip: null, live: false, cancellationToken);
        await account.GiveAsync(copy, cancellationToken);
        DirectoryTree.Discard(Path);
        Directory.Move(copy, Path);
    }

    /// <summary>Gives a throw-away directory back when its server has ended; the next start, here or in another process, may have it.</summary>
    public void Release()
    {
        if (!plan.Request.KeepData && _template is { } template && Directory.Exists(template) && Directory.Exists(Path))
        {
            pool.Return(template, Path);
        }
    }

    /// <summary>Writes who may log in, and how.</summary>
    public async Task AdmitAsync(CancellationToken cancellationToken)
    {
        var method = plan.HostAuthentication;
        var lines = $"""
            # Written by Platform at each start. The socket's directory admits its owner only.
            local  all          all                trust
            local  replication  all                trust
            host   all          all  127.0.0.1/32  {method}
            host   all          all  ::1/128       {method}
            host   replication  all  127.0.0.1/32  {method}

            """;
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "pg_hba.conf"), lines, cancellationToken);
    }

    /// <exception cref="EngineException">A data directory of another major version.</exception>
    public async Task CheckVersionAsync(string directory, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(directory, "PG_VERSION");
        var version = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : "unknown";
        if (version != plan.Installation.Major)
        {
            throw new EngineException(
                $"{plan.Resource}: the data in {directory} is of PostgreSQL {version}, the server in {plan.Installation.BinDirectory} is {plan.Installation.Version}. "
                    + $"Name a server of that version: export {PostgresInstaller.Variable}=/usr/lib/postgresql/{version}/bin   or begin anew, which loses the data: rm -r '{directory}'"
            );
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        await CheckVersionAsync(Path, cancellationToken);
        var record = System.IO.Path.Combine(place, Superuser);
        var superuser = File.Exists(record) ? await File.ReadAllTextAsync(record, cancellationToken) : plan.Settings.UserName;
        if (superuser != plan.Settings.UserName)
        {
            throw new EngineException(
                $"{plan.Resource}: the data in {Path} belongs to the user '{superuser}', the graph now says '{plan.Settings.UserName}'. "
                    + $"Change the user back, or begin anew, which loses the data: rm -r '{Path}'"
            );
        }

        if (LivingServer(Path) is { } pid)
        {
            throw new EngineException(
                $"{plan.Resource}: another PostgreSQL (process {pid}) runs on {Path}. Stop it: ./down   or: kill -INT {pid}"
            );
        }

        if (OperatingSystem.IsLinux())
        {
            // A killed server's: its number may be another program's by now, which PostgreSQL would take for a running server.
            File.Delete(System.IO.Path.Combine(Path, LockFile));
        }
    }

    /// <summary>The server that runs on this directory: the process that the lock file names, if its current directory is this one.</summary>
    private static string? LivingServer(string directory)
    {
        var file = System.IO.Path.Combine(directory, LockFile);
        if (!File.Exists(file) || !OperatingSystem.IsLinux())
        {
            return null;
        }

        var pid = File.ReadLines(file).First();
        return new FileInfo($"/proc/{pid}/cwd").LinkTarget == System.IO.Path.GetFullPath(directory) ? pid : null;
    }
}
