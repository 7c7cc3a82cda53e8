using WireMock.Server;
using WireMock.Settings;

namespace Platform.Mocks.Tests.Oracle;

/// <summary>The same mapping files, the same requests: our server and the real WireMock have to give the same answers.</summary>
public sealed class WireMockComparisonTests(RealWireMock wireMock) : IClassFixture<RealWireMock>
{
    private const string Items =
        """{"amount":15000,"order":{"k":1,"items":[1]},"items":[{"name":"Cup","sku":1,"price":200},{"name":"pot","price":50}]}""";

    // In order: some lead a scenario from state to state.
    private static readonly Exchange[] Requests =
    [
        new("GET /url/exact?a=1&b=2"),
        new("GET /url/exact?b=2&a=1"),
        new("GET /url/pattern?a=12"),
        new("GET /url/pattern?a=x"),
        new("DELETE /url/path?any=thing"),
        new("GET /url/path/"),
        new("GET /url/path%20encoded"),
        new("GET /url/path/abc?x=1"),
        new("GET /url/path/ABC"),
        new("GET /url/seoul/orders/12"),
        new("GET /url/seoul/orders/x"),
        new("PUT /method"),
        new("PATCH /method"),
        new("GET /method"),
        new("OPTIONS /method/any"),
        new("GET /nothing/at/all"),
        .. new[] { "equal", "case", "contains", "not-contains", "matches", "not-matches", "absent", "not", "or", "and" }.SelectMany(kind =>
            new Exchange[]
            {
                new($"GET /h/{kind}"),
                new($"GET /h/{kind}", "X-A: one"),
                new($"GET /h/{kind}", "X-A: two"),
                new($"GET /h/{kind}", "X-A: two", "X-A: one"),
            }
        ),
        new("GET /q/equal?q=a+b"),
        new("GET /q/equal?q=a%20b&q=c"),
        new("GET /q/equal?q="),
        new("GET /q/exactly?q=1&q=2"),
        new("GET /q/exactly?q=1&q=2&q=3"),
        new("GET /q/includes?q=1&q=2&q=3"),
        new("GET /q/includes?q=1"),
        new("GET /q/absent"),
        new("GET /q/absent?q"),
        new("GET /c", "Cookie: a=b; session=abc"),
        new("GET /c", "Cookie: session=abcd"),
        new("GET /auth", "Authorization: Basic dXNlcjpwYTpzcw=="),
        new("GET /auth", "Authorization: Basic dXNlcjpub3Blbm8="),
        new("POST /form a=1+2&b=3", "Content-Type: application/x-www-form-urlencoded"),
        new("POST /form a=2", "Content-Type: application/x-www-form-urlencoded"),
        .. new[] { "equal", "case", "binary", "contains", "matches", "not-matches", "absent", "or", "not" }.SelectMany(kind =>
            new Exchange[]
            {
                new($"POST /b/{kind}"),
                new($"POST /b/{kind} Hello"),
                new($"POST /b/{kind} hello"),
                new($"POST /b/{kind} a"),
                new($"POST /b/{kind} say Hello x"),
            }
        ),
        new("""POST /j/strict {"b":null,"a":[1,2.0]}"""),
        new("""POST /j/strict {"a":[2,1],"b":null}"""),
        new("""POST /j/strict {"a":[1,2]}"""),
        new("""POST /j/strict {"a":[1,2],"b":null,"c":1}"""),
        new("POST /j/strict nonsense"),
        new("""POST /j/text {"a":1}"""),
        new("""POST /j/text {"a":"1"}"""),
        new("""POST /j/order {"a":[2,{"x":1}]}"""),
        new("""POST /j/order {"a":[2,{"x":1},3]}"""),
        new("""POST /j/extra {"a":[1,2],"o":{"k":1,"l":2},"z":0}"""),
        new("""POST /j/extra {"a":[2,1],"o":{"k":1}}"""),
        new("""POST /j/extra {"a":[1]}"""),
        new("""POST /j/both {"a":[1,2],"z":0}"""),
        new("""POST /j/both {"a":[1]}"""),
        new("""POST /j/placeholders {"n":1.5,"s":"x","b":false,"i":{"any":1},"r":"ABC"}"""),
        new("""POST /j/placeholders {"n":"1","s":"x","b":false,"i":0,"r":"ABC"}"""),
        new("""POST /j/placeholders {"n":1,"s":"x","b":false,"i":0,"r":"abc"}"""),
        .. new[] { "exists", "deep", "filter", "regex", "value", "any", "json", "absent", "last", "length", "quoted" }.SelectMany(kind =>
            new Exchange[]
            {
                new($"POST /p/{kind} {Items}"),
                new($"POST /p/{kind} {Items.Replace("Cup", "cup")}"),
                new($$"""POST /p/{{kind}} {"order":{},"items":[],"coupon":"x"}"""),
                new($$$"""POST /p/{{{kind}}} {"order":{"k":1.0,"items":{}},"items":[{"name":"cup"}],"coupon":null}"""),
                new($"POST /p/{kind} nonsense"),
                new($"POST /p/{kind}"),
            }
        ),
        new("GET /r/json"),
        new("GET /r/plain-json"),
        new("GET /r/base64"),
        new("GET /r/file"),
        new("GET /r/headers"),
        new("HEAD /r/headers"),
        new("GET /r/message"),
        new("GET /r/empty"),
        new("GET /r/default"),
        new("GET /r/delayed"),
        new("GET /r/lognormal"),
        new("GET /r/dribble"),
        new("GET /f/empty"),
        new("GET /f/reset"),
        new("GET /f/chunk"),
        new("GET /f/random"),
        new("POST /t/request?q=a%3Cb&q=z body <b>", "X-A: h", "Cookie: c=1"),
        new("GET /t/orders/A%20b"),
        new("""POST /t/json {"id":7,"items":[{"name":"cup"}]}"""),
        new("POST /t/json {}"),
        new("GET /t/helpers?q=Ab"),
        new("GET /t/off"),
        new("GET /prio/a"),
        new("GET /prio/a", "X-Urgent: no"),
        new("GET /prio/b"),
        new("GET /prio/tie"),
        new("GET /s/order"),
        new("POST /s/order"),
        new("GET /s/order"),
        new("POST /s/order"),
        new("GET /single"),
    ];

    [Fact]
    public async Task The_same_mapping_files_give_the_same_answers()
    {
        wireMock.SkipWhereMissing();
        using var ours = WireMockServer.Start(new WireMockServerSettings { Folder = RealWireMock.Root });
        using var our = Client(new Uri(ours.Urls[0]));
        using var their = Client(wireMock.Url);
        var differences = new List<string>();
        var matched = 0;
        foreach (var exchange in Requests)
        {
            var expected = await exchange.AnswerAsync(their, TestContext.Current.CancellationToken);
            var actual = await exchange.AnswerAsync(our, TestContext.Current.CancellationToken);
            matched += expected == "404" ? 0 : 1;
            if (actual != expected)
                differences.Add(
                    $"{exchange}\n  WireMock: {expected.ReplaceLineEndings("\n    ")}\n  ours:     {actual.ReplaceLineEndings("\n    ")}"
                );
        }

        differences.ShouldBeEmpty($"{differences.Count} of {Requests.Length} differ:\n{string.Join('\n', differences)}");
        matched.ShouldBeInRange(Requests.Length / 3, Requests.Length * 4 / 5, "the table should hold both matches and misses");
    }

    private static HttpClient Client(Uri url) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(15),
        };
}
