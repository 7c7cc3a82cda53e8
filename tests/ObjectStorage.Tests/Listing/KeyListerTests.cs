using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Engines.ObjectStorage.Listing;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Tests.Listing;

public sealed class KeyListerTests
{
    // Few letters, so that prefixes, delimiters and markers meet keys.
    private static readonly Gen<string> Key = Gen.Elements("a", "b", "/", "-", "ü", "\uFFFD", "\U0001F600")
        .NonEmptyListOf()
        .Select(parts => string.Concat(parts.Take(6)));
    private static readonly Gen<string> Part = Gen.OneOf(Gen.Constant(""), Key.Select(key => key[..1].TrimEnd('\uD83D')), Key);

    private sealed record Question(string[] Keys, string Prefix, string Delimiter, string After, int Max);

    private static readonly Gen<Question> Questions =
        from keys in Key.ArrayOf()
        from prefix in Part
        from delimiter in Gen.Elements("", "/", "/", "a", "-/")
        from after in Part
        from max in Gen.Choose(1, 5)
        select new Question(keys, prefix, delimiter, after, max);

    [Fact]
    public void Pages_put_together_are_what_a_naive_listing_gives() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(Questions), PagesAgree));

    private static bool PagesAgree(Question question)
    {
        var index = new KeyIndex();
        foreach (var key in question.Keys)
            index.Add(new(key, ObjectVersion.Null, default));
        var found = new List<string>();
        var query = new ListQuery(question.Prefix, question.Delimiter, question.After, question.Max);
        while (true)
        {
            var page = KeyLister.Objects(index, query);
            var entries = page.Items.Select(item => item.Key).Concat(page.CommonPrefixes).Order(KeyComparer.Instance).ToArray();
            if (entries.Length > question.Max || (page.IsTruncated && entries[^1] != page.Last))
                return false;
            found.AddRange(entries);
            if (page.Last is null)
                break;
            query = query with { After = page.Last };
        }
        return found.SequenceEqual(Naive(question));
    }

    // All keys, each rolled up or not, sorted by bytes, without doubles: the definition.
    private static IEnumerable<string> Naive(Question question)
    {
        var query = new ListQuery(question.Prefix, question.Delimiter, question.After, question.Max);
        return question
            .Keys.Distinct()
            .Where(key => key.StartsWith(question.Prefix, StringComparison.Ordinal))
            .Where(key => question.After.Length == 0 || Bytes(key).AsSpan().SequenceCompareTo(Bytes(question.After)) > 0)
            .Select(key => query.Rollup(key) ?? key)
            .Where(entry => entry != question.After)
            .Distinct()
            .OrderBy(entry => Convert.ToHexString(Bytes(entry)), StringComparer.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void A_common_prefix_is_not_listed_where_all_that_it_hides_is_deleted()
    {
        var index = new KeyIndex();
        index.Add(new("a/1", "1", default) { IsDeleteMarker = true });
        index.Add(new("b/1", "1", default) { IsDeleteMarker = true });
        index.Add(new("b/2", "1", default));
        KeyLister.Objects(index, new("", "/", "", 10)).CommonPrefixes.ShouldBe(["b/"]);
    }

    [Fact]
    public void Versions_go_on_inside_a_key()
    {
        var index = new KeyIndex();
        foreach (var (key, id) in new[] { ("a", "1"), ("a", "2"), ("a", "3"), ("b", "4") })
            index.Add(new(key, id, default));
        var page = KeyLister.Versions(index, new("", "", "", 2), null);
        page.Items.Select(version => version.VersionId).ShouldBe(["3", "2"]);
        page = KeyLister.Versions(index, new("", "", page.Last!, 2), "2");
        page.Items.Select(version => version.VersionId).ShouldBe(["1", "4"]);
        page.IsTruncated.ShouldBeFalse();
    }
}
