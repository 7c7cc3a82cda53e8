using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Platform.Dashboard.Explorers.Elasticsearch;

internal static class Json
{
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static readonly JsonSerializerOptions Indented = new(Readable) { WriteIndented = true };
}
