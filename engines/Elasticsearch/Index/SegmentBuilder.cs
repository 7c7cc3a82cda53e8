using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Makes a segment of documents.</summary>
internal static class SegmentBuilder
{
    public static SegmentData Build(ReadOnlySpan<IndexedDocument> documents)
    {
        var columns = DocumentColumns.Of(documents.Length);
        var texts = new Dictionary<string, TextFieldBuilder>();
        var keywords = new Dictionary<string, KeywordFieldBuilder>();
        var numbers = new Dictionary<string, NumberColumn.Builder>();
        for (var document = 0; document < documents.Length; document++)
        {
            var source = documents[document];
            (columns.Ids[document], columns.Sources[document]) = (source.Id, source.Source);
            (columns.SeqNos[document], columns.Versions[document]) = (source.SeqNo, source.Version);
            foreach (var (field, text, number) in source.Values)
            {
                switch (field.Type)
                {
                    case FieldType.Text when field.Indexed:
                        Get(texts, field, documents.Length).Add(document, text ?? "");
                        break;
                    case FieldType.Keyword:
                        Get(keywords, field, documents.Length).Add(document, text ?? "");
                        break;
                    case FieldType.Text or FieldType.Object:
                        break;
                    default:
                        Get(numbers, field, documents.Length).Add(document, number);
                        break;
                }
            }
        }
        var inverted = new Dictionary<string, InvertedField>();
        var keywordColumns = new Dictionary<string, KeywordColumn>();
        foreach (var (path, text) in texts)
        {
            if (text.Build() is { } built)
            {
                inverted[path] = built;
            }
        }
        foreach (var (path, keyword) in keywords)
        {
            if (keyword.Build() is { } built)
            {
                keywordColumns[path] = built.Column;
                if (built.Inverted is not null)
                {
                    inverted[path] = built.Inverted;
                }
            }
        }
        var numberColumns = new Dictionary<string, NumberColumn>();
        foreach (var (path, number) in numbers)
        {
            if (number.Build() is { } built)
            {
                numberColumns[path] = built;
            }
        }
        return SegmentData.Create(columns, inverted, numberColumns, keywordColumns);
    }

    private static TextFieldBuilder Get(Dictionary<string, TextFieldBuilder> all, MappedField field, int documents) =>
        all.TryGetValue(field.Path, out var known) ? known : all[field.Path] = new(field, documents);

    private static KeywordFieldBuilder Get(Dictionary<string, KeywordFieldBuilder> all, MappedField field, int documents) =>
        all.TryGetValue(field.Path, out var known) ? known : all[field.Path] = new(field, documents);

    private static NumberColumn.Builder Get(Dictionary<string, NumberColumn.Builder> all, MappedField field, int documents) =>
        all.TryGetValue(field.Path, out var known) ? known : all[field.Path] = new(documents);
}
