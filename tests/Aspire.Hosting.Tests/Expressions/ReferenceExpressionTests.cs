using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Expressions;

public class ReferenceExpressionTests
{
    private readonly IDistributedApplicationBuilder _builder = Graph.ToRun("--Parameters:user=a b", "--Parameters:password=p@ss/w{0}rd");

    [Fact]
    public async Task Text_and_values_are_joined_in_a_run_and_placeholders_stand_in_a_manifest()
    {
        var user = _builder.AddParameter("user");
        var api = _builder.AddContainer("api", "nginx").WithHttpEndpoint().Allocated();
        var expression = ReferenceExpression.Create($"{api.GetEndpoint("http")}/{user}?x={{}}");

        (await expression.ValueAsync()).ShouldBe("http://localhost:5000/a b?x={}");
        expression.ValueExpression.ShouldBe("{api.bindings.http.url}/{user.value}?x={}");
    }

    [Fact]
    public async Task The_uri_format_encodes_the_value_and_braces_in_a_value_stay()
    {
        var password = _builder.AddParameter("password", secret: true);
        (await ReferenceExpression.Create($"x://{password:uri}@h").ValueAsync()).ShouldBe("x://p%40ss%2Fw%7B0%7Drd@h");
        (await ReferenceExpression.Create($"{password}").ValueAsync()).ShouldBe("p@ss/w{0}rd");
    }

    [Fact]
    public void An_unknown_format_is_refused_where_it_is_written()
    {
        var password = _builder.AddParameter("password", secret: true);
        Should.Throw<FormatException>(() => ReferenceExpression.Create($"{password:base64}")).Message.ShouldContain("'base64'");
    }

    [Fact]
    public async Task Expressions_nest()
    {
        var user = _builder.AddParameter("user");
        var inner = ReferenceExpression.Create($"<{user}>");
        var outer = ReferenceExpression.Create($"[{inner},{inner}]");
        (await outer.ValueAsync()).ShouldBe("[<a b>,<a b>]");
        outer.ValueExpression.ShouldBe("[<{user.value}>,<{user.value}>]");
    }

    [Theory]
    [InlineData("true", "on")]
    [InlineData("TRUE", "on")]
    [InlineData("no", "off")]
    public async Task A_choice_follows_its_condition_regardless_of_case(string condition, string expected)
    {
        var flag = _builder.AddParameter("flag", condition);
        var choice = ReferenceExpression.CreateConditional(
            flag.Resource,
            "true",
            ReferenceExpression.Create($"on"),
            ReferenceExpression.Create($"off")
        );
        (await ReferenceExpression.Create($"is {choice}").ValueAsync()).ShouldBe($"is {expected}");
        choice.ValueExpression.ShouldMatch(@"^\{cond-flag-value-[0-9a-f]{8}\.connectionString\}$");
    }

    [Fact]
    public async Task TLS_of_an_endpoint_chooses()
    {
        var cache = _builder.AddContainer("cache", "redis").WithEndpoint(name: "tcp").Allocated();
        var ssl = cache.GetEndpoint("tcp").GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty);
        var all = ReferenceExpression.Create($"host{ssl}");
        (await all.ValueAsync()).ShouldBe("host");
        cache.WithEndpoint("tcp", endpoint => endpoint.TlsEnabled = true);
        (await all.ValueAsync()).ShouldBe("host,ssl=true");
    }

    [Fact]
    public async Task An_empty_expression_has_no_value()
    {
        (await ReferenceExpression.Empty.ValueAsync()).ShouldBeNull();
        (await ReferenceExpression.Create($"").ValueAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_builder_puts_pieces_together()
    {
        var user = _builder.AddParameter("user");
        var builder = new ReferenceExpressionBuilder();
        builder.IsEmpty.ShouldBeTrue();
        builder.AppendLiteral("Username=");
        builder.AppendFormatted(user.Resource, "uri");
        builder.Append($";Extra={user}");
        builder.AppendValueProvider(user.Resource);
        (await builder.Build().ValueAsync()).ShouldBe("Username=a%20b;Extra=a ba b");
    }

    [Fact]
    public async Task A_value_of_a_type_without_text_is_refused_by_name_of_the_resource()
    {
        var api = _builder.AddContainer("api", "nginx").WithEnvironment(context => context.EnvironmentVariables["X"] = new object());
        var fault = await Should.ThrowAsync<DistributedApplicationException>(() => api.EnvironmentAsync());
        fault.Message.ShouldContain("System.Object");
        fault.Message.ShouldContain("'api'");
    }
}
