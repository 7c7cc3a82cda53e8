using System.Text.Json;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Runs;

/// <summary>A run's directory: run.json, resources.json, and numbered files of frames for each signal and the consoles.</summary>
internal sealed class RunFiles(string directory, RunLimits limits) : IDisposable
{
    private const string InfoFile = "run.json";
    private const string ResourcesFile = "resources.json";
    public const string Console = "console";
    private readonly Dictionary<string, FileStream> open = [];

    public string Path => directory;

    public long Bytes =>
        Directory.Exists(directory) ? new DirectoryInfo(directory).EnumerateFiles().Sum(file => file.Exists ? file.Length : 0) : 0;

    public static string NameOf(OtlpSignal signal) => signal.ToString().ToLowerInvariant();

    /// <summary>Null where the directory is none of a run.</summary>
    public RunInfo? ReadInfo() => ReadJson(InfoFile, RunsJson.Default.RunInfo);

    public void WriteInfo(RunInfo info) => WriteJson(InfoFile, JsonSerializer.SerializeToUtf8Bytes(info, RunsJson.Default.RunInfo));

    public IReadOnlyList<ResourceSnapshot> ReadResources() => ReadJson(ResourcesFile, RunsJson.Default.ListResourceSnapshot) ?? [];

    public void WriteResources(IEnumerable<ResourceSnapshot> resources) =>
        WriteJson(ResourcesFile, JsonSerializer.SerializeToUtf8Bytes([.. resources], RunsJson.Default.ListResourceSnapshot));

    /// <summary>Adds a piece; the oldest go where the run becomes too large.</summary>
    public void Append(string kind, ReadOnlySpan<byte> content)
    {
        if (!open.TryGetValue(kind, out var stream) || stream.Length > limits.BytesPerFile)
        {
            stream?.Dispose();
            var last = Files(kind).LastOrDefault();
            var number = last is null ? 1 : int.Parse(System.IO.Path.GetFileNameWithoutExtension(last).Split('-')[1]) + 1;
            Directory.CreateDirectory(directory);
            open[kind] = stream = new FileStream(
                System.IO.Path.Combine(directory, $"{kind}-{number:00000}.frames"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete
            );
            MakeRoom();
        }
        FrameFile.Append(stream, content);
    }

    /// <exception cref="RunException">A file is damaged.</exception>
    public IEnumerable<byte[]> Read(string kind) => Files(kind).SelectMany(FrameFile.Read);

    /// <exception cref="RunException">A file is damaged.</exception>
    public IEnumerable<ConsoleItem> ReadConsole() =>
        Read(Console).SelectMany(lines => JsonSerializer.Deserialize(lines, RunsJson.Default.ListConsoleItem) ?? []);

    public void Remove(string kind)
    {
        if (open.Remove(kind, out var stream))
        {
            stream.Dispose();
        }
        foreach (var file in Files(kind))
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        foreach (var stream in open.Values)
        {
            stream.Dispose();
        }
        open.Clear();
    }

    private string[] Files(string kind)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }
        var files = Directory.GetFiles(directory, $"{kind}-*.frames");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private void MakeRoom()
    {
        var inUse = open.Values.Select(stream => stream.Name).ToHashSet();
        while (Bytes > limits.BytesPerRun - limits.BytesPerFile)
        {
            var oldest = new DirectoryInfo(directory)
                .EnumerateFiles("*.frames")
                .Where(file => !inUse.Contains(file.FullName))
                .MinBy(file => file.LastWriteTimeUtc);
            if (oldest is null)
            {
                return;
            }
            oldest.Delete();
        }
    }

    private T? ReadJson<T>(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        var path = System.IO.Path.Combine(directory, name);
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (JsonException exception)
        {
            throw new RunException(
                $"'{name}' of the run '{System.IO.Path.GetFileName(directory)}' is damaged: {exception.Message} Remove the run.",
                StatusCodes.Status422UnprocessableEntity
            );
        }
    }

    /// <summary>In one step: a reader, and a run that is killed, has the old file or the new one.</summary>
    private void WriteJson(string name, byte[] json)
    {
        Directory.CreateDirectory(directory);
        var path = System.IO.Path.Combine(directory, name);
        File.WriteAllBytes(path + ".new", json);
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <param name="BytesPerFile">After so many the next file begins: files are what goes when room runs out.</param>
internal sealed record RunLimits(long BytesPerRun = 256L << 20, long Bytes = 1L << 30, int Runs = 10, long BytesPerFile = 8L << 20);
