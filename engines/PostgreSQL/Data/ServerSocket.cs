using System.Net.Sockets;
using System.Text;
using Platform.Engines.PostgreSQL.Install;
using Platform.Engines.PostgreSQL.Protocol;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>
/// The server's Unix socket, in a directory that only its owner may enter. There the server trusts whoever comes, so the host can set
/// the password, and what is missing, without knowing the password of the last run.
/// </summary>
internal sealed record ServerSocket(string Directory, int Port, string User)
{
    // sun_path, with its closing zero.
    private const int LongestPath = 107;
    private const string Record = "socket-directory";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path => System.IO.Path.Combine(Directory, $".s.PGSQL.{Port}");

    /// <summary>Makes the directory: beside the data, or in the system's temporary directory where that path is too long for a socket.</summary>
    public static async Task<ServerSocket> CreateAsync(
        string place,
        int port,
        string user,
        ServerAccount account,
        CancellationToken cancellationToken
    )
    {
        var record = System.IO.Path.Combine(place, Record);
        if (File.Exists(record) && await File.ReadAllTextAsync(record, cancellationToken) is var last && System.IO.Directory.Exists(last))
        {
            // Of the last run. Whatever else may bear that name by now, only a directory with a dead socket in it goes.
            new ServerSocket(last, port, user).Delete();
        }

        var socket = new ServerSocket(System.IO.Path.Combine(place, "socket"), port, user);
        if (Encoding.UTF8.GetByteCount(socket.Path) > LongestPath)
        {
            socket = socket with { Directory = System.IO.Directory.CreateTempSubdirectory("platform-pg-").FullName };
            await File.WriteAllTextAsync(record, socket.Directory, cancellationToken);
        }
        else
        {
            System.IO.Directory.CreateDirectory(socket.Directory, Private);
        }

        await account.GiveAsync(socket.Directory, cancellationToken);
        return socket;
    }

    public async Task<PostgresConnection> ConnectAsync(string database, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path))
        {
            // Cheaper than a refused connection, and there are many attempts while a server starts.
            throw new EngineException($"The server has not opened its socket {Path} yet.");
        }

        return await PostgresConnection.OpenAsync(new UnixDomainSocketEndPoint(Path), User, database, "", cancellationToken);
    }

    public void Delete()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory, ".s.PGSQL.*"))
        {
            File.Delete(file);
        }

        try
        {
            System.IO.Directory.Delete(Directory);
        }
        catch (IOException)
        {
            // Something else lies there: then it is not ours to remove.
        }
    }
}
