using Files.Data;
using Files.Events;
using Files.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Mocks.Tests.PaymentGateway;

namespace Files.Tests.Uploads;

public sealed class HeartbeatTests(Postgres postgres)
{
    [Fact]
    public async Task After_fifteen_seconds_of_silence_a_comment_says_that_the_line_stands()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var id = await landscape.Client.StoreAsync(Sample.Text);
        var time = new ManualTime();
        var services = landscape.Files.Services;
        var stream = new EventStream(
            services.GetRequiredService<EventLog>(),
            services.GetRequiredService<FileNews>(),
            time,
            services.GetRequiredService<IHostApplicationLifetime>()
        );
        using var left = new CancellationTokenSource();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestAborted = left.Token };
        context.Response.Body = body;
        var sending = stream.SendAsync(context, id, last: 1, final: false);
        for (var comments = 0; comments < 2; comments++)
        {
            await time.WhenWaitingAsync(TimeSpan.FromSeconds(15));
            time.Advance(TimeSpan.FromSeconds(15));
        }
        await time.WhenWaitingAsync(TimeSpan.FromSeconds(15));
        await left.CancelAsync();
        await sending;
        System.Text.Encoding.UTF8.GetString(body.ToArray()).ShouldBe("retry: 2000\n\n: still here\n\n: still here\n\n");
    }
}
