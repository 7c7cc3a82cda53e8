using System.Text;

namespace Platform.Engines.Host.Runs;

/// <summary>Where the child process listens: a Unix socket in a directory that only its owner may enter, for secrets come over it.</summary>
internal sealed record EngineSocket(string Path)
{
    private const string Name = "engines.sock";
    private const string Record = "engines.socket-directory";

    // sun_path, with its closing zero.
    private const int LongestPath = 107;

    /// <summary>Chooses the place: <paramref name="directory"/>, or the system's temporary directory where that path is too long for a socket.</summary>
    public static EngineSocket In(string directory)
    {
        var socket = new EngineSocket(System.IO.Path.Combine(directory, Name));
        var record = System.IO.Path.Combine(directory, Record);
        if (File.Exists(record))
        {
            // Of a run that was killed.
            new EngineSocket(System.IO.Path.Combine(File.ReadAllText(record), Name)).Delete();
            File.Delete(record);
        }

        if (Encoding.UTF8.GetByteCount(socket.Path) <= LongestPath)
        {
            File.Delete(socket.Path);
            return socket;
        }

        var elsewhere = Directory.CreateTempSubdirectory("platform-engines-").FullName;
        File.WriteAllText(record, elsewhere);
        return new EngineSocket(System.IO.Path.Combine(elsewhere, Name));
    }

    /// <summary>Removes the socket, and the directory if it was made for it.</summary>
    public void Delete()
    {
        var directory = System.IO.Path.GetDirectoryName(Path)!;
        if (!Directory.Exists(directory))
        {
            return;
        }

        try
        {
            File.Delete(Path);
            DeleteOwn(directory);
        }
        catch (DirectoryNotFoundException)
        {
            // Host and child both clear up, and one was quicker.
        }
    }

    private static void DeleteOwn(string directory)
    {
        if (System.IO.Path.GetFileName(directory).StartsWith("platform-engines-", StringComparison.Ordinal))
        {
            Directory.Delete(directory);
        }
    }
}
