namespace Platform.Hosting.Publishing.Output;

/// <summary>What changes the disk, one call at a time: tests let each of them fail.</summary>
internal interface IFileOperations
{
    void CreateDirectory(string path);
    void Write(string path, byte[] bytes, bool isExecutable);
    void Move(string from, string to);
    void Delete(string path);
    void DeleteDirectory(string path, bool recursive);
}

/// <summary>The file system.</summary>
internal sealed class FileOperations : IFileOperations
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    public static FileOperations Instance { get; } = new();

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public void Write(string path, byte[] bytes, bool isExecutable)
    {
        File.WriteAllBytes(path, bytes);
        if (isExecutable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }
    }

    public void Move(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void DeleteDirectory(string path, bool recursive) => Directory.Delete(path, recursive);
}
