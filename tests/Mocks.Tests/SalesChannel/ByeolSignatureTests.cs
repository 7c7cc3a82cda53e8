using Platform.Mocks.SalesChannel.Byeol;

namespace Platform.Mocks.Tests.SalesChannel;

public class ByeolSignatureTests
{
    private const string Target = "/byeol/v1/items?external_item_id=p%3A1&page=1";

    [Theory]
    [InlineData(
        "PUT",
        "/byeol/v1/options/op_5Q1/quantity",
        "",
        "n-0001",
        """{"quantity":5}""",
        "6e3342e8557c5680189effb63bd465bba42f9050fca68062e081483eb2e708b8"
    )]
    [InlineData(
        "GET",
        "/byeol/v1/orders",
        "from=2026-11-20T09%3A00%3A00Z&page=1",
        "n-0002",
        "",
        "64ca6031800571aea30f25c446c53c511b2449a0a78996ffbc25b08e02316e69"
    )]
    public void The_examples_of_the_readme_hold(string method, string path, string query, string nonce, string body, string signature) =>
        ByeolSignature
            .Sign("byeol_sk_example", method, path, query, "1795168800000", nonce, System.Text.Encoding.UTF8.GetBytes(body))
            .ShouldBe(signature);

    [Fact]
    public async Task A_call_is_signed_as_it_is_sent_and_each_signature_is_taken_once()
    {
        await using var malls = await Malls.StartAsync();
        var headers = malls.Signed("GET", Target, null, "once");

        var first = await malls.SendAsync("GET", Target, null, headers);
        var second = await malls.SendAsync("GET", Target, null, headers);

        first.Status.ShouldBe(200, first.Body.ToJsonString());
        (second.Status, second.ByeolCode).ShouldBe((401, "nonce_reused"));
        first.Header("X-Byeol-Request-Id").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_is_not_signed_as_it_is_sent_is_refused_and_its_nonce_is_not_used_up()
    {
        await using var malls = await Malls.StartAsync();
        var body = """{"quantity":5}""";
        var signed = malls.Signed("POST", "/byeol/v1/items", body, "n");
        var access = signed.Select(header => header.Name == "X-Byeol-Access-Key" ? (header.Name, "another") : header).ToArray();

        (await RefusedAsync("POST", "/byeol/v1/items", body + " ", signed)).ShouldBe("signature_mismatch");
        (await RefusedAsync("POST", "/byeol/v1/items?page=1", body, signed)).ShouldBe("signature_mismatch");
        (await RefusedAsync("POST", "/byeol/v1/orders", body, signed)).ShouldBe("signature_mismatch");
        (await RefusedAsync("PATCH", "/byeol/v1/items", body, signed)).ShouldBe("signature_mismatch");
        (await RefusedAsync("POST", "/byeol/v1/items", body, access)).ShouldBe("unknown_access_key");
        foreach (var missing in signed)
            (await RefusedAsync("POST", "/byeol/v1/items", body, [.. signed.Where(header => header != missing)])).ShouldBe(
                "missing_signature"
            );
        var right = await malls.SendAsync("POST", "/byeol/v1/items", body, signed);
        (right.Status, right.ByeolCode).ShouldBe((400, "invalid_parameter"));

        async Task<string?> RefusedAsync(string method, string target, string content, (string, string)[] headers)
        {
            var refused = await malls.SendAsync(method, target, content, headers);
            (refused.Status, (string?)refused.Body["error"]!["type"]).ShouldBe((401, "authentication_error"));
            refused.Body.ToJsonString().ShouldNotContain(Malls.SecretKey);
            return refused.ByeolCode;
        }
    }

    [Theory]
    [InlineData(-299, 200)]
    [InlineData(299, 200)]
    [InlineData(-301, 401)]
    [InlineData(301, 401)]
    public async Task A_timestamp_may_be_five_minutes_off(int seconds, int status)
    {
        await using var malls = await Malls.StartAsync(new PaymentGateway.ManualTime());

        var answer = await malls.SendAsync("GET", Target, null, malls.Signed("GET", Target, null, "n", TimeSpan.FromSeconds(seconds)));

        answer.Status.ShouldBe(status);
        answer.ByeolCode.ShouldBe(status == 200 ? null : "timestamp_out_of_range");
    }

    [Fact]
    public async Task A_nonce_is_remembered_as_long_as_its_timestamp_is_taken()
    {
        var time = new PaymentGateway.ManualTime();
        await using var malls = await Malls.StartAsync(time);
        var ahead = malls.Signed("GET", Target, null, "n", TimeSpan.FromSeconds(290));
        await malls.SendAsync("GET", Target, null, ahead);

        time.Advance(TimeSpan.FromSeconds(580));
        var replayed = await malls.SendAsync("GET", Target, null, ahead);
        time.Advance(TimeSpan.FromSeconds(20));
        var late = await malls.SendAsync("GET", Target, null, ahead);

        replayed.ByeolCode.ShouldBe("nonce_reused");
        late.ByeolCode.ShouldBe("timestamp_out_of_range");
    }

    [Fact]
    public async Task There_is_no_other_call()
    {
        await using var malls = await Malls.StartAsync();

        var nothing = await malls.ByeolAsync("DELETE", "items/it_1");

        (nothing.Status, nothing.ByeolCode).ShouldBe((404, "not_found"));
    }
}
