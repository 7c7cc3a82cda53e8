using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Publishing.Tests.Images;

/// <summary>The shop's image without the image: a real nginx with its configuration, over pages of a test.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly string s_container = Path.Combine(
        Path.GetDirectoryName(Path.GetDirectoryName(Projects.AppHost.ProjectPath))!,
        "services/Storefront/container"
    );

    private readonly Process _process;
    private readonly string _directory;

    private Nginx(Process process, string directory, Uri address) =>
        (_process, _directory, Client.BaseAddress) = (process, directory, address);

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <param name="pages">What the build of the shop would have made: path and content.</param>
    public static async Task<Nginx> StartAsync(Uri gateway, string paymentGateway, IReadOnlyDictionary<string, string> pages)
    {
        var program = new[] { "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(
            program is null,
            "Not proved: that nginx serves the shop as its image configures it. Install it: apt-get install nginx"
        );
        var directory = Directory.CreateTempSubdirectory("shop-nginx-").FullName;
        // Started by root, its workers are nobody.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }
        foreach (var (path, content) in pages)
        {
            var file = Path.Combine(directory, "srv", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }
        var port = FreePort();
        // As the image's entrypoint fills the template in.
        var shop = (await File.ReadAllTextAsync(Path.Combine(s_container, "shop.conf.template")))
            .Replace("${PORT}", $"127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("${GATEWAY_HTTP}", gateway.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("${PAYMENT_GATEWAY_HTTP}", paymentGateway, StringComparison.Ordinal)
            .Replace("${NGINX_LOCAL_RESOLVERS}", "127.0.0.1", StringComparison.Ordinal)
            .Replace("/srv/shop", Path.Combine(directory, "srv"), StringComparison.Ordinal);
        shop.ShouldNotContain("${");
        var main = (await File.ReadAllTextAsync(Path.Combine(s_container, "nginx.conf")))
            .Replace("/tmp/", $"{directory}/", StringComparison.Ordinal)
            .Replace("/dev/stdout", $"{directory}/access.log", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(directory, "shop.conf"), shop);
        await File.WriteAllTextAsync(Path.Combine(directory, "nginx.conf"), main);
        var process = Process.Start(
            new ProcessStartInfo(program, ["-p", directory, "-c", Path.Combine(directory, "nginx.conf"), "-g", "daemon off;"])
            {
                RedirectStandardError = true,
            }
        )!;
        var nginx = new Nginx(process, directory, new Uri($"http://127.0.0.1:{port}"));
        await nginx.ListeningAsync(port);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    // nginx tells nobody when it listens: asked until it does, or until it has ended with a complaint.
    private async Task ListeningAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                _process.HasExited.ShouldBeFalse(_process.HasExited ? await _process.StandardError.ReadToEndAsync() : null);
                await Task.Yield();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
