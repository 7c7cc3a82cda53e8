using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Terminal;

/// <summary>Makes the rows of the table out of the states: children under their parents, replicas under their resource, what has no state left out.</summary>
internal static class TableRows
{
    /// <summary>The rows in the order of the model, no more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<TableRow> Build(
        IEnumerable<InstanceView> instances,
        IEnumerable<IResource> model,
        IReadOnlyDictionary<string, string> errors,
        DateTimeOffset now,
        int most
    )
    {
        var shown = instances.Where(IsShown).ToLookup(i => i.Resource);
        var resources = model.Where(r => shown[r].Any()).ToList();
        var rows = new List<(TableRow Row, bool IsReplica)>();
        foreach (var resource in resources.Where(r => ParentOf(r, resources) is null))
        {
            Add(resource, 0);
        }
        return Fit(rows, most);

        void Add(IResource resource, int depth)
        {
            var replicas = shown[resource].OrderBy(i => i.Id, StringComparer.OrdinalIgnoreCase).ToList();
            var own = replicas.Select(i => Row(i, depth, errors, now)).ToList();
            if (own.Count == 1)
            {
                rows.Add((own[0], false));
            }
            else
            {
                rows.Add((Group(resource, depth, own), false));
                rows.AddRange(own.Select(row => (row with { Depth = depth + 1, Url = null, UrlText = null }, true)));
            }
            foreach (var child in resources.Where(r => ParentOf(r, resources) == resource))
            {
                Add(child, depth + 1);
            }
        }
    }

    private static bool IsShown(InstanceView instance) =>
        instance is { State: { } state, Snapshot.IsHidden: false }
        && state != KnownResourceStates.Hidden
        && !(instance.Resource is ParameterResource && state == KnownResourceStates.Active);

    private static IResource? ParentOf(IResource resource, List<IResource> shown)
    {
        var parent =
            (resource as IResourceWithParent)?.Parent
            ?? resource.Annotations.OfType<ResourceRelationshipAnnotation>().FirstOrDefault(r => r.Type == "Parent")?.Resource;
        return parent is not null && parent != resource && shown.Contains(parent) ? parent : null;
    }

    private static TableRow Row(InstanceView instance, int depth, IReadOnlyDictionary<string, string> errors, DateTimeOffset now)
    {
        var snapshot = instance.Snapshot;
        var url = snapshot
            .Urls.Where(u => !u.IsInternal && !u.IsInactive)
            .OrderByDescending(u => u.DisplayProperties.SortOrder)
            .ThenByDescending(u => u.Url.StartsWith("http", StringComparison.Ordinal))
            .FirstOrDefault();
        return new TableRow(
            instance.Id,
            depth,
            instance.State + (snapshot.ExitCode is { } code and not 0 ? $" ({code})" : ""),
            snapshot.HealthStatus?.ToString() ?? "",
            Durations.Age(now - instance.Since),
            url?.Url,
            url is { DisplayProperties.DisplayName: { Length: > 0 } text } ? text : url?.Url,
            errors.GetValueOrDefault(instance.Id),
            ToneOf(instance)
        );
    }

    private static Tone ToneOf(InstanceView instance) =>
        (instance.Snapshot.HealthStatus, Verdict.Of(instance.Event)) switch
        {
            (HealthStatus.Degraded, _) => Tone.Warning,
            (_, GraphVerdict.Failed) => Tone.Bad,
            (HealthStatus.Unhealthy, _) => Tone.Busy,
            (_, GraphVerdict.Starting) => Tone.Busy,
            (HealthStatus.Healthy, _) => Tone.Good,
            _ => instance.Snapshot.State?.Style switch
            {
                "error" => Tone.Bad,
                "warn" => Tone.Warning,
                "success" => Tone.Good,
                _ => Tone.Quiet,
            },
        };

    private static TableRow Group(IResource resource, int depth, List<TableRow> replicas)
    {
        var worst = replicas.MaxBy(r => Severity(r.Tone))!;
        var alike = replicas.Count(r => r.State == worst.State && r.Health == worst.Health);
        return worst with
        {
            Name = $"{resource.Name} ×{replicas.Count}",
            Depth = depth,
            State = alike == replicas.Count ? worst.State : $"{alike} of {replicas.Count} {worst.State}",
        };
    }

    private static int Severity(Tone tone) =>
        tone switch
        {
            Tone.Bad => 4,
            Tone.Warning => 3,
            Tone.Busy => 2,
            Tone.Good => 1,
            _ => 0,
        };

    /// <summary>Too many for the screen: replicas go first, then children that are well, then the rest of what is well, with their number.</summary>
    private static IReadOnlyList<TableRow> Fit(List<(TableRow Row, bool IsReplica)> rows, int most)
    {
        var fitting = rows.Select(r => r.Row).ToList();
        if (fitting.Count > most)
        {
            fitting = [.. rows.Where(r => !r.IsReplica).Select(r => r.Row)];
        }
        if (fitting.Count > most)
        {
            fitting.RemoveAll(r => r is { Depth: > 0, Tone: Tone.Good or Tone.Quiet });
        }
        if (fitting.Count <= most)
        {
            return fitting;
        }
        var kept = fitting
            .OrderByDescending(r => Severity(r.Tone))
            .Take(Math.Max(0, most - 1))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var left = fitting.Where(r => !kept.Contains(r)).ToList();
        var well = left.Count(r => r.Tone is Tone.Good or Tone.Quiet);
        var rest = new TableRow($"… {left.Count} more", 0, $"{well} well", "", "", null, null, null, Tone.Quiet);
        return [.. fitting.Where(kept.Contains), rest];
    }
}
