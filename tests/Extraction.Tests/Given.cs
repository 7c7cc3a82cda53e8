using System.Text;
using Platform.Extraction;

namespace Extraction.Tests;

/// <summary>Runs what the tests give through the public API, as the Worker does.</summary>
internal static class Given
{
    public static readonly Encoding Latin1 = Encoding.Latin1;

    public static Task<ExtractionResult> FileAsync(string latin1) => FileAsync(Latin1.GetBytes(latin1));

    public static Task<ExtractionResult> FileAsync(byte[] content) =>
        FileExtraction.RunAsync(
            new MemoryStream(content),
            new("a.bin", "application/octet-stream", "file", new Dictionary<string, string>()),
            TestContext.Current.CancellationToken
        );

    public static string TextOf(ExtractionResult result)
    {
        result.Refusal.ShouldBeNull();
        return Encoding.UTF8.GetString(result.Artifacts.ShouldHaveSingleItem().Content.Span);
    }
}
