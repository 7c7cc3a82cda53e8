using Platform.Engines.Kafka;

namespace Kafka.Tests.Support;

/// <summary>A broker of one test on a free port, with a directory of its own; can be ended and started again on the same data.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly Action<KafkaBrokerOptions> _configure;

    private TestBroker(Action<KafkaBrokerOptions>? configure) => _configure = configure ?? (static _ => { });

    public KafkaBroker Broker { get; private set; } = null!;

    public string Directory => _sandbox["data"];

    public Sandbox Sandbox => _sandbox;

    public int Port => Broker.PortOf("tcp");

    /// <summary>For clients: <c>127.0.0.1:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    public static async Task<TestBroker> StartAsync(Action<KafkaBrokerOptions>? configure = null)
    {
        var test = new TestBroker(configure);
        test.Broker = await test.OpenAsync(test.Directory);
        return test;
    }

    public async Task RestartAsync()
    {
        await Broker.DisposeAsync();
        Broker = await OpenAsync(Directory);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        _sandbox.Dispose();
    }

    private Task<KafkaBroker> OpenAsync(string directory)
    {
        var options = new KafkaBrokerOptions { DataDirectory = directory };
        _configure(options);
        return KafkaBroker.StartAsync(options);
    }
}
