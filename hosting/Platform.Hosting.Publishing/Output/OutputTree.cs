using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What is about to be written, file by file; nothing is until everything is made and checked.</summary>
public sealed class OutputTree
{
    private readonly SortedDictionary<string, OutputFile> files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<OutputFile> Files => files.Values;

    /// <exception cref="InvalidOperationException">Two targets, or two parts of one, write the same path.</exception>
    public void Add(OutputFile file)
    {
        if (!files.TryAdd(file.Path, file))
        {
            throw new InvalidOperationException($"'{file.Path}' is written twice: by {files[file.Path].Target} and by {file.Target}.");
        }
    }

    public OutputFile? Find(string path) => files.GetValueOrDefault(path);
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
