using System.Text.Json.Nodes;
using Platform.ServiceDefaults.Elasticsearch;
using Search.Index;

namespace Search.Queries;

/// <summary>What the text typed so far may become.</summary>
public sealed record Suggestions(IReadOnlyList<Suggestion> Items);

/// <param name="Kind"><c>category</c> or <c>product</c>.</param>
/// <param name="Text">To search for.</param>
/// <param name="Category">Slug.</param>
/// <param name="ProductId">Null for a category.</param>
public sealed record Suggestion(string Kind, string Text, string Category, long? ProductId);

/// <summary>Completes what is being typed, letter by letter: also while a syllable is being composed, and from first letters alone (<c>ㄴㅌㅂ</c>).</summary>
internal sealed class ProductSuggester(IElasticsearchClient client, CategoryNames names)
{
    private const int MaxCategories = 3;

    public async Task<Suggestions> SuggestAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var typed = Hangul.Typed(text);
        if (typed.Length == 0)
            return new([]);
        var body = new JsonObject
        {
            // Of products of one name one is enough.
            ["size"] = limit * 2,
            ["track_total_hits"] = false,
            ["_source"] = SearchBody.Source(),
            ["query"] = Query(text.Trim(), typed),
            ["sort"] = Dsl.List(Dsl.SortBy("_score", "desc"), Dsl.SortBy("id", "asc")),
        };
        var found = await client.SearchAsync(IndexState.LiveAlias, body, SearchJson.Default.Product, cancellationToken);
        var english = text.All(char.IsAscii);
        var products = found
            .Hits.Select(hit => hit.Source!)
            .Select(product => new Suggestion("product", english ? product.NameEn : product.Name, product.Category, product.Id))
            .DistinctBy(suggestion => suggestion.Text);
        var categories = (await names.GetAsync(cancellationToken))
            .Values.Select(category => (Text: english ? category.NameEn : category.Name, category.Slug))
            .Where(category => Hangul.Typed(category.Text).StartsWith(typed, StringComparison.Ordinal))
            .Select(category => new Suggestion("category", category.Text, category.Slug, ProductId: null))
            .Take(MaxCategories);
        return new([.. categories.Concat(products).Take(limit)]);
    }

    private static JsonObject Query(string text, string typed)
    {
        var letters = string.Join(' ', typed.Split(' ').Select(Shortened));
        var beginnings = Dsl.MatchEach("typed", letters);
        var whole = text.ToLowerInvariant();
        return Dsl.Ranked(
            Hangul.IsInitials(text) ? Dsl.AnyOf(beginnings, Dsl.MatchEach("initials", letters)) : beginnings,
            Dsl.Prefix("name.whole", whole),
            Dsl.Prefix("nameEn.whole", whole)
        );
    }

    private static string Shortened(string word) =>
        word.Length <= IndexDefinition.LongestBeginning ? word : word[..IndexDefinition.LongestBeginning];
}
