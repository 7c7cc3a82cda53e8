using System.Text;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>A document as a test writes it.</summary>
internal sealed record TestDocument(string Id, string[]? Text = null, string[]? Title = null, string[]? Tags = null, long[]? Prices = null)
{
    public IndexedDocument ToIndexed(long seqNo) =>
        new(
            Id,
            Encoding.UTF8.GetBytes($$"""{"id":"{{Id}}"}"""),
            seqNo,
            1,
            [
                .. (Text ?? []).Select(text => new IndexedValue(TestMapping.Text, text)),
                .. (Title ?? []).Select(text => new IndexedValue(TestMapping.Title, text)),
                .. (Tags ?? []).Select(tag => new IndexedValue(TestMapping.Tag, tag)),
                .. (Prices ?? []).Select(price => new IndexedValue(TestMapping.Price, null, price)),
            ]
        );
}
