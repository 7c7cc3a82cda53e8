using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>Reads XML that a client sent: no DTDs, any namespace or none, a known root.</summary>
internal static class XmlBody
{
    private const int MostElements = 200_000;

    public static XElement Parse(ReadOnlyMemory<byte> body, string root)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = body.Length + 16,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), settings);
            var element = XElement.Load(reader);
            if (element.Name.LocalName != root)
                throw S3Errors.MalformedXml($"<{root}> was expected.");
            if (element.DescendantsAndSelf().Skip(MostElements).Any())
                throw S3Errors.MalformedXml("too many elements.");
            return element;
        }
        catch (Exception wrong) when (wrong is XmlException or DecoderFallbackException or ArgumentException or InvalidOperationException)
        {
            throw S3Errors.MalformedXml(wrong.Message);
        }
    }

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The trimmed text of the first child of that name; null where there is none.</summary>
    public static string? Text(this XElement element, string name) => element.Children(name).FirstOrDefault()?.Value.Trim();

    /// <summary>Text that may begin or end with white space, as keys may.</summary>
    public static string? RawText(this XElement element, string name) => element.Children(name).FirstOrDefault()?.Value;
}
