using Aspire.Hosting;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Where publish writes: what is there, whose it is, and what a run makes of it.</summary>
internal sealed class OutputDirectory
{
    private readonly string root;
    private readonly OutputTransaction transaction;
    private readonly IFileOperations operations;

    private OutputDirectory(string root, IFileOperations operations)
    {
        this.root = root;
        this.operations = operations;
        transaction = new OutputTransaction(root, operations);
    }

    /// <exception cref="DistributedApplicationException">It is a file.</exception>
    public static OutputDirectory Open(string path, IFileOperations? operations = null) =>
        File.Exists(path)
            ? throw new DistributedApplicationException(
                $"--output-path {path} is a file, and compute environments are published to a directory. Give a directory; --step publish-manifest writes a single file."
            )
            : new OutputDirectory(Path.GetFullPath(path), operations ?? FileOperations.Instance);

    /// <summary>Whether a run was killed while it moved its files into place. The next that writes finishes it.</summary>
    public bool IsInterrupted => transaction.IsInterrupted;

    /// <summary>What writing would come to. Changes nothing.</summary>
    public OutputPlan Plan(OutputTree tree, PublishOptions options) =>
        OutputPlan.Make(tree, Ownership.Read(Path.Combine(root, Ownership.FileName)), path => OutputDisk.Read(root, path), options);

    /// <summary>Writes all that differs, or nothing.</summary>
    /// <exception cref="DistributedApplicationException">It cannot: says why and what to do.</exception>
    public OutputPlan Write(OutputTree tree, PublishOptions options)
    {
        try
        {
            operations.CreateDirectory(root);
            using var gate = Lock();
            transaction.Recover();
            var before = Ownership.Read(Path.Combine(root, Ownership.FileName));
            var plan = Plan(tree, options);
            if (plan.Changes.Count > 0 || !plan.Ownership.Files.SequenceEqual(before.Files))
            {
                transaction.Commit(plan);
            }
            return plan;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                transaction.IsInterrupted
                    ? $"Cannot finish writing to {root}: {exception.Message} All new files lie ready in {OutputPath.Reserved}: once that is settled, the same command finishes."
                    : $"Cannot write to {root}: {exception.Message} Nothing was changed there. Settle that, or give another --output-path.",
                exception
            );
        }
    }

    private FileStream Lock()
    {
        var path = Path.Combine(root, OutputPath.Reserved + ".lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new DistributedApplicationException(
                $"Another publish writes to {root}. Wait for it, or give another --output-path.",
                exception
            );
        }
    }
}
