using Aspire.Hosting;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What becomes of a file.</summary>
internal enum OutputAction
{
    Unchanged,
    Create,
    Update,
    Remove,

    /// <summary>Changed by hand, and publish has nothing new to say: stays as it is.</summary>
    Kept,

    /// <summary>Changed by hand, and publish writes something else now: stays as it is, and is reported.</summary>
    Conflict,
}

/// <param name="Before">What is on disk; null: nothing.</param>
/// <param name="After">What publish would have there; null: nothing.</param>
internal sealed record PlannedFile(string Path, OutputAction Action, string Target, Stage? Stage, string? Before, string? After)
{
    public bool IsExecutable { get; init; }

    /// <summary>For whoever changed it.</summary>
    public string? Note { get; init; }
}

/// <summary>What a run comes to: pure, of the tree, the record and what is on disk.</summary>
internal sealed record OutputPlan(IReadOnlyList<PlannedFile> Files, Ownership Ownership)
{
    /// <summary>What is written or removed.</summary>
    public IReadOnlyList<PlannedFile> Changes { get; } =
    [.. Files.Where(file => file.Action is OutputAction.Create or OutputAction.Update or OutputAction.Remove)];

    public IReadOnlyList<PlannedFile> Conflicts { get; } = [.. Files.Where(file => file.Action == OutputAction.Conflict)];

    /// <param name="onDisk">The text at a path; null: nothing is there.</param>
    /// <exception cref="DistributedApplicationException">Files of all stages would change under stages that this run leaves alone.</exception>
    public static OutputPlan Make(OutputTree tree, Ownership ownership, Func<string, string?> onDisk, PublishOptions options)
    {
        var owned = ownership.ByPath();
        var next = new SortedDictionary<string, OwnedFile>(owned, StringComparer.Ordinal);
        var files = new List<PlannedFile>();
        foreach (var file in tree.Files.Where(file => options.Scope.HasTarget(file.Target) && options.Scope.HasStage(file.Stage)))
        {
            var planned = Emitted(file, owned.GetValueOrDefault(file.Path), onDisk(file.Path), options);
            files.Add(planned);
            if (planned.Action is OutputAction.Create or OutputAction.Update or OutputAction.Unchanged)
            {
                next[file.Path] = OwnedFile.Of(file, OwnedFile.HashOf(planned.After!));
            }
        }
        foreach (var former in owned.Values.Where(former => tree.Find(former.Path) is null && MayRemove(former, options.Scope)))
        {
            files.AddRange(NoLongerEmitted(former, onDisk(former.Path), options));
            next.Remove(former.Path);
        }
        SharedFiles.Check(files, owned, options.Scope);
        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new OutputPlan(files, new Ownership(ownership.Version, [.. next.Values]));
    }

    private static PlannedFile Emitted(OutputFile file, OwnedFile? owned, string? before, PublishOptions options)
    {
        var after = before is not null && file.Merge is { } merge ? merge(before) : file.Text;
        var planned = new PlannedFile(file.Path, OutputAction.Update, file.Target, file.Stage, before, after)
        {
            IsExecutable = file.IsExecutable,
        };
        if (before is null)
        {
            return planned with { Action = OutputAction.Create };
        }
        if (before == after)
        {
            return planned with { Action = OutputAction.Unchanged };
        }
        if (file.Merge is not null || options.Overwrites(file.Path) || (owned is not null && owned.Hash == OwnedFile.HashOf(before)))
        {
            return planned;
        }
        if (owned is null)
        {
            return planned with
            {
                Action = OutputAction.Conflict,
                Note = $"publish did not write it; kept. Move it away, or take ours with --overwrite {file.Path} or --overwrite all",
            };
        }
        return owned.Hash == OwnedFile.HashOf(after)
            ? planned with
            {
                Action = OutputAction.Kept,
                Note = "changed by hand; kept. What publish writes is as before",
            }
            : planned with
            {
                Action = OutputAction.Conflict,
                Note =
                    $"changed by hand; kept. Publish wrote it last with {owned.Hash[..12]}, and writes something else now; take ours with --overwrite {file.Path} or --overwrite all",
            };
    }

    private static bool MayRemove(OwnedFile former, PublishScope scope) =>
        scope.HasTarget(former.Target) && (former.Stage is null ? scope.HasAllStages : scope.HasStage(former.StageOf));

    private static IEnumerable<PlannedFile> NoLongerEmitted(OwnedFile former, string? before, PublishOptions options)
    {
        if (before is null)
        {
            yield break;
        }
        var planned = new PlannedFile(former.Path, OutputAction.Remove, former.Target, former.StageOf, before, null);
        yield return former.Hash == OwnedFile.HashOf(before) || options.Overwrites(former.Path)
            ? planned
            : planned with
            {
                Action = OutputAction.Kept,
                Note =
                    "changed by hand; kept. Publish writes it no longer, and takes it for yours from now on: delete it if nothing needs it",
            };
    }
}
