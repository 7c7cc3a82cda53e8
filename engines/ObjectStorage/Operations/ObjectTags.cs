using System.Xml.Linq;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>Tags in the forms in which they travel: a header like a query, and XML.</summary>
internal static class ObjectTags
{
    private const int Most = 10;

    public static IReadOnlyList<KeyValuePair<string, string>> FromHeader(string? header) =>
        string.IsNullOrEmpty(header) ? [] : Checked(QueryParameters.Parse(header).Pairs);

    public static IReadOnlyList<KeyValuePair<string, string>> FromXml(XElement tagging, int most = Most)
    {
        var set = tagging.Children("TagSet").FirstOrDefault() ?? throw S3Errors.MalformedXml("<TagSet> is missing.");
        return Checked(
            [
                .. set.Children("Tag")
                    .Select(tag =>
                        KeyValuePair.Create(
                            tag.RawText("Key") ?? throw S3Errors.MalformedXml("a tag has no <Key>."),
                            tag.RawText("Value") ?? ""
                        )
                    ),
            ],
            most
        );
    }

    public static XmlAnswer ToXml(IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        var answer = new XmlAnswer("Tagging").Open("TagSet");
        foreach (var (key, value) in tags)
            answer.Open("Tag").Element("Key", key).Element("Value", value).Close();
        return answer;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Checked(IReadOnlyList<KeyValuePair<string, string>> tags, int most = Most)
    {
        if (tags.Count > most)
            throw new S3Exception(400, "BadRequest", $"Object tags cannot be greater than {most}");
        if (tags.Any(tag => tag.Key.Length is 0 or > 128))
            throw new S3Exception(400, "InvalidTag", "The TagKey you have provided is invalid");
        if (tags.Any(tag => tag.Value.Length > 256))
            throw new S3Exception(400, "InvalidTag", "The TagValue you have provided is invalid");
        if (tags.Select(tag => tag.Key).Distinct().Count() != tags.Count)
            throw new S3Exception(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
        return tags;
    }
}
