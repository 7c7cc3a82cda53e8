using Microsoft.Extensions.DependencyInjection;
using Platform.Dashboard;
using Platform.Dashboard.Security;

namespace Dashboard.Tests;

/// <summary>A real dashboard on free ports, one for each test that wants one.</summary>
public sealed class TestDashboard : IAsyncDisposable
{
    private TestDashboard(DashboardApplication application, DashboardOptions options)
    {
        Application = application;
        Http = new HttpClient { BaseAddress = application.Url };
        if (options.BrowserToken is { } token)
        {
            Http.DefaultRequestHeaders.Authorization = new("Bearer", Keys.Of(token));
        }
    }

    public DashboardApplication Application { get; }

    /// <summary>Logged in.</summary>
    public HttpClient Http { get; }

    /// <summary>No files, no fixed ports; secured only where the test says so.</summary>
    public static DashboardOptions Options { get; } =
        new()
        {
            Port = 0,
            OtlpGrpcPorts = [0],
            OtlpHttpPorts = [0],
        };

    public static async Task<TestDashboard> StartAsync(DashboardOptions? options = null)
    {
        options ??= Options;
        return new TestDashboard(await DashboardApplication.StartAsync(options, TestContext.Current.CancellationToken), options);
    }

    public T Get<T>()
        where T : notnull => Application.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Application.DisposeAsync();
    }
}
