using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What is about to be written, file by file; nothing is until everything is made and checked.</summary>
public sealed class OutputTree
{
    private readonly SortedDictionary<string, OutputFile> files = new(StringComparer.Ordinal);

    // Macs and Windows take Base and base for one; and a directory for the files in it.
    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private readonly List<EmittedObject> objects = [];

    public IReadOnlyCollection<OutputFile> Files => files.Values;

    /// <exception cref="InvalidOperationException">The path is none, or is taken: by another part, in another case, or as a directory.</exception>
    public void Add(OutputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (files.TryGetValue(file.Path, out var same))
        {
            throw new InvalidOperationException($"'{file.Path}' is written twice: by {same.Target} and by {file.Target}.");
        }
        if (OutputPath.Problem(file.Path) is { } problem)
        {
            throw new InvalidOperationException($"'{file.Path}', from {file.Target}, cannot be a path of the output: {problem}");
        }
        foreach (var directory in OutputPath.Parents(file.Path))
        {
            Claim(directory, file);
            directories.Add(directory);
            if (files.ContainsKey(directory))
            {
                throw new InvalidOperationException($"'{directory}' is a file, and '{file.Path}' would stand in it.");
            }
        }
        if (directories.Contains(file.Path))
        {
            throw new InvalidOperationException(
                $"'{file.Path}' is a directory with files in it, and {file.Target} would write it as a file."
            );
        }
        Claim(file.Path, file);
        files.Add(file.Path, file);
    }

    /// <summary>What targets said with <see cref="Record"/>, stage by stage.</summary>
    public IReadOnlyList<EmittedObject> Objects => objects;

    /// <summary>Lets the policies see an object whole: every workload, and whatever is reachable or secret.</summary>
    public void Record(EmittedObject one) => objects.Add(one);

    public OutputFile? Find(string path) => files.GetValueOrDefault(path);

    private void Claim(string path, OutputFile file)
    {
        if (!names.TryAdd(path, path) && names[path] != path)
        {
            throw new InvalidOperationException(
                $"'{path}', from {file.Target}, differs from '{names[path]}' in case only: on many file systems they are one."
            );
        }
    }
}

/// <param name="Path">Below the output directory, with <c>/</c>.</param>
/// <param name="Text">Ends with a line break; line breaks are <c>\n</c>.</param>
/// <param name="Stage">Null: of all stages.</param>
public sealed record OutputFile(string Path, string Text, string Target, Stage? Stage = null)
{
    public bool IsExecutable { get; init; }

    /// <summary>Of a file that people fill in (<c>.env</c>): of the text on disk, what is to stand there, so that no value is lost. Where nothing is on disk, <see cref="Text"/> is written. Null: the file is ours alone.</summary>
    public Func<string, string>? Merge { get; init; }
}
