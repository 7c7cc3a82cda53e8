namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>An empty directory that goes with the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("s3-tests-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string WithFile(string name, byte[] content)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
