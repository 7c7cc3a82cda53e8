using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Hosting.Publishing.Output;

/// <summary>
/// New files are laid ready first, then the journal, then all are moved into place, and the record of ownership comes last. A run that is killed before the
/// journal has changed nothing; the next run finishes one that was killed after it.
/// </summary>
internal sealed class OutputTransaction(string root, IFileOperations operations)
{
    private readonly string staging = Path.Combine(root, OutputPath.Reserved);

    private string JournalPath => Path.Combine(staging, "journal.json");

    public bool IsInterrupted => File.Exists(JournalPath);

    public void Commit(OutputPlan plan)
    {
        try
        {
            operations.CreateDirectory(staging);
            var entries = plan.Changes.Select(Stage).ToList();
            var journal = new OutputJournal(entries, plan.Ownership);
            WriteAtomically(JournalPath, JsonSerializer.Serialize(journal, OwnershipJson.Default.OutputJournal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard();
            throw;
        }
        Finish();
    }

    /// <summary>Finishes what a run before this one had laid ready, and clears away what it had not.</summary>
    public void Recover()
    {
        if (IsInterrupted)
        {
            Finish();
        }
        else if (Directory.Exists(staging))
        {
            operations.DeleteDirectory(staging, recursive: true);
        }
    }

    private JournalEntry Stage(PlannedFile file, int number)
    {
        var before = file.Before is null ? null : OwnedFile.HashOf(file.Before);
        if (file.After is null)
        {
            return new JournalEntry(file.Path, null, before);
        }
        var name = number.ToString(CultureInfo.InvariantCulture);
        operations.Write(Path.Combine(staging, name), Encoding.UTF8.GetBytes(file.After), file.IsExecutable);
        return new JournalEntry(file.Path, name, before);
    }

    private void Finish()
    {
        var journal = JsonSerializer.Deserialize(File.ReadAllText(JournalPath), OwnershipJson.Default.OutputJournal)!;
        foreach (var entry in journal.Entries)
        {
            Finish(entry);
        }
        WriteAtomically(Path.Combine(root, Ownership.FileName), journal.Ownership.ToJson());
        operations.Delete(JournalPath);
        operations.DeleteDirectory(staging, recursive: true);
    }

    private void Finish(JournalEntry entry)
    {
        var path = Path.Combine(root, entry.Path);
        var staged = entry.Staged is null ? null : Path.Combine(staging, entry.Staged);
        if (staged is not null && !File.Exists(staged))
        {
            // Moved by the run that was interrupted.
            return;
        }
        if (OutputDisk.HashOf(path) != entry.Before)
        {
            return;
        }
        OutputDisk.RefuseLinks(root, entry.Path);
        if (staged is not null)
        {
            operations.CreateDirectory(Path.GetDirectoryName(path)!);
            operations.Move(staged, path);
        }
        else if (entry.Before is not null)
        {
            operations.Delete(path);
            DeleteEmptyParents(entry.Path);
        }
    }

    private void DeleteEmptyParents(string path)
    {
        foreach (var directory in OutputPath.Parents(path).Reverse().Select(parent => Path.Combine(root, parent)))
        {
            if (Directory.EnumerateFileSystemEntries(directory).Any())
            {
                return;
            }
            operations.DeleteDirectory(directory, recursive: false);
        }
    }

    private void WriteAtomically(string path, string text)
    {
        var temporary = path + ".tmp";
        operations.Write(temporary, Encoding.UTF8.GetBytes(text), isExecutable: false);
        operations.Move(temporary, path);
    }

    private void Discard()
    {
        try
        {
            if (Directory.Exists(staging))
            {
                operations.DeleteDirectory(staging, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What made the run fail is told; the next run clears this away.
        }
    }
}
