using System.Net;
using System.Text.Json.Nodes;
using Services.Tests.Support;

namespace Services.Tests.Catalog;

public sealed class ProductEditTests(CatalogReplicas catalog) : IClassFixture<CatalogReplicas>
{
    [Fact]
    public async Task A_renamed_product_has_its_new_words_on_every_replica_and_keeps_the_rest()
    {
        var before = (await catalog.Other.GetAsync("/api/v1/products/401")).Body!;

        var edited = await EditAsync(401, new { name = "  새 이름 ", nameEn = "New Name" });

        edited.Status.ShouldBe(HttpStatusCode.OK, edited.ToString());
        var after = await UntilAsync("/api/v1/products/401", answer => answer.Text("name") == "새 이름");
        after.Text("nameEn").ShouldBe("New Name");
        after.Number("version").ShouldBe((long)before["version"]! + 1);
        foreach (var field in (string[])["description", "category", "price", "stock", "createdAt"])
            JsonNode.DeepEquals(after.Body![field], before[field]).ShouldBeTrue(field);
    }

    [Fact]
    public async Task A_product_that_moves_counts_in_its_new_category()
    {
        (await EditAsync(402, new { category = "books", description = "" })).Text("category").ShouldBe("books");

        await UntilAsync(
            "/api/v1/categories",
            answer => answer.Body!["items"]!.AsArray().Any(one => (string)one!["slug"]! == "books" && (long)one["products"]! == 51)
        );
    }

    [Theory]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"nameEn":""}""", "nameEn")]
    [InlineData("""{"name":"a\u0000b"}""", "name")]
    [InlineData("""{"category":"no-such-category"}""", "category")]
    [InlineData("""{"price":-1}""", "price")]
    [InlineData("""{"stock":-1}""", "stock")]
    [InlineData("""{"name":5}""", "name")]
    public async Task A_senseless_edit_names_the_field_and_changes_nothing(string edit, string field)
    {
        var answer = await EditAsync(403, JsonNode.Parse(edit)!);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!["errors"]![field].ShouldNotBeNull(answer.ToString());
        (await catalog.One.GetAsync("/api/v1/products/403")).Number("version").ShouldBe(1);
    }

    [Fact]
    public async Task Names_and_descriptions_have_bounds()
    {
        (await EditAsync(404, new { name = new string('가', 201) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await EditAsync(404, new { description = new string('가', 4_001) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await EditAsync(404, new { name = new string('가', 200), description = new string('가', 4_000) })).Status.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task Who_copies_all_products_reads_each_once_in_the_order_of_their_ids()
    {
        var (ids, after) = (new List<long>(), (long?)0);
        while (after is not null)
        {
            var run = (await catalog.One.GetAsync($"/internal/products?after={after}&limit=300")).Body!;
            ids.AddRange(run["items"]!.AsArray().Select(item => (long)item!["id"]!));
            after = (long?)run["next"];
        }
        ids.Count.ShouldBe(1000);
        ids.ShouldBeInOrder();
        ids.ShouldBeUnique();
        (await catalog.One.GetAsync("/internal/products?limit=1001")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<Answer> EditAsync(long product, object edit) =>
        catalog.One.SendAsync(HttpMethod.Patch, $"/internal/products/{product}", edit);

    /// <summary>Of another replica than the one that edits, whose cache is told over Redis.</summary>
    private async Task<Answer> UntilAsync(string path, Func<Answer, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await catalog.Other.GetAsync(path);
            if (wanted(answer))
                return answer;
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
