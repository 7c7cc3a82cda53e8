using System.Net;
using Platform.Dashboard;

namespace Dashboard.Tests;

public class ListeningTests
{
    // Linux has all of 127.0.0.0/8 on its loopback: an address that nobody listens on who listens on 127.0.0.1 alone.
    private const string AnotherAddress = "127.0.0.2";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Beyond_loopback_only_where_it_is_told_to(bool everywhere)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(),
            "Not proved: on which addresses the dashboard listens. Only Linux has several for loopback."
        );
        var options = TestDashboard.Options with { ListensEverywhere = everywhere, AllowedHosts = [AnotherAddress] };
        await using var dashboard = await DashboardApplication.StartAsync(options, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var asking = () => client.GetAsync($"http://{AnotherAddress}:{dashboard.Url.Port}/", TestContext.Current.CancellationToken);

        if (everywhere)
        {
            (await asking()).StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);
        }
        else
        {
            await asking.ShouldThrowAsync<HttpRequestException>();
        }
    }
}
