using Aspire.Hosting;

namespace Platform.Hosting.Publishing.Output;

/// <summary>A run for some stages must not change what the other stages' files on disk were made for.</summary>
internal static class SharedFiles
{
    private const int Shown = 5;

    public static void Check(IReadOnlyList<PlannedFile> files, IReadOnlyDictionary<string, OwnedFile> owned, PublishScope scope)
    {
        if (scope.HasAllStages)
        {
            return;
        }
        foreach (var target in files.Select(file => file.Target).Distinct())
        {
            var others = owned
                .Values.Where(file => file.Target == target && file.Stage is not null && !scope.HasStage(file.StageOf))
                .Select(file => file.Stage!)
                .Distinct()
                .ToList();
            var changed = files
                .Where(file => file.Target == target && file.Stage is null && IsNew(file, owned))
                .Select(file => file.Path)
                .ToList();
            if (others.Count > 0 && changed.Count > 0)
            {
                throw new DistributedApplicationException(
                    $"Files of all stages would change: {string.Join(", ", changed.Take(Shown))}{(changed.Count > Shown ? $" and {changed.Count - Shown} more" : "")}. Those of {string.Join(", ", others)} on disk were made for the old ones. Nothing was written: publish all stages, without --stage."
                );
            }
        }
    }

    // By what publish wrote, not by what is on disk: a change by hand is nobody's but its maker's.
    private static bool IsNew(PlannedFile file, IReadOnlyDictionary<string, OwnedFile> owned) =>
        file.After is { } after && owned.GetValueOrDefault(file.Path)?.Hash != OwnedFile.HashOf(after);
}
