using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Kustomize;

/// <summary>An image that has another tag in some stages.</summary>
/// <param name="Tags">Of the stages whose tag is not the one in base.</param>
internal sealed partial record StageImage(string Name, IReadOnlyDictionary<Stage, string> Tags)
{
    /// <summary>Finds such images, and gives them the same tag in all trees: that of most stages.</summary>
    public static IReadOnlyList<StageImage> Take(IReadOnlyList<StagedObject> objects)
    {
        var uses = objects
            .SelectMany(found => found.Trees)
            .SelectMany(entry => Uses(entry.Value).Select(use => (Stage: entry.Key, use.Container, use.Image)))
            .ToList();
        var images = new List<StageImage>();
        foreach (var named in uses.GroupBy(use => NameOf(use.Image), StringComparer.Ordinal))
        {
            var tags = named.Select(use => (use.Stage, Tag: TagOf(use.Image))).Distinct().OrderBy(tag => tag.Stage).ToList();
            if (
                !NamePattern().IsMatch(named.Key)
                || tags.Any(tag => tag.Tag is null)
                || tags.Select(tag => tag.Stage).Distinct().Count() != tags.Count
                || tags.Select(tag => tag.Tag).Distinct().Count() == 1
            )
            {
                continue;
            }
            var most = tags.MaxBy(tag => tags.Count(other => other.Tag == tag.Tag)).Tag!;
            foreach (var use in named)
            {
                use.Container["image"] = $"{named.Key}:{most}";
            }
            images.Add(new(named.Key, tags.Where(tag => tag.Tag != most).ToDictionary(tag => tag.Stage, tag => tag.Tag!)));
        }
        return images;
    }

    /// <summary>Where Kustomize looks for images: containers, at any depth.</summary>
    private static IEnumerable<(JsonObject Container, string Image)> Uses(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return list.SelectMany(Uses);
            case JsonObject map:
                var here = new[] { map["containers"], map["initContainers"] }
                    .OfType<JsonArray>()
                    .SelectMany(list => list)
                    .OfType<JsonObject>()
                    .Where(item => item["image"] is JsonValue value && value.TryGetValue<string>(out _))
                    .Select(item => (item, (string)item["image"]!));
                return here.Concat(map.SelectMany(entry => Uses(entry.Value)));
            default:
                return [];
        }
    }

    private static int ColonOf(string image) => image.IndexOf(':', image.LastIndexOf('/') + 1);

    private static string NameOf(string image) =>
        image.Contains('@') ? image
        : ColonOf(image) is var colon and >= 0 ? image[..colon]
        : image;

    private static string? TagOf(string image) =>
        !image.Contains('@') && ColonOf(image) is var colon and >= 0 && TagPattern().IsMatch(image[(colon + 1)..])
            ? image[(colon + 1)..]
            : null;

    // Kustomize takes the name for a regular expression: nothing that has a meaning there but a dot.
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._:/-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex TagPattern();
}
