namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <param name="Letter">0: <paramref name="Literal"/>; '[': <paramref name="Inner"/>, which may be missing.</param>
internal sealed record PatternPart(char Letter, int Count, string Literal, PatternPart[] Inner);
