using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.Kafka.Apis;
using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Topics;
using Platform.Engines.Kafka.Transactions;
using Platform.Engines.Kafka.Wire;
using Platform.Engines.Storage;

namespace Platform.Engines.Kafka;

/// <summary>A Kafka broker of one node, on loopback. What is acknowledged was written by a system call: it survives a kill of the process.</summary>
public sealed class KafkaBroker : IAsyncDisposable
{
    private const string Format = "kafka/1";
    private const string JournalFile = "journal";
    private const string LogDirectory = "logs";

    private readonly DataDirectory _data;
    private readonly StateStore _state;
    private readonly BrokerNode _node;
    private readonly ApiRegistry _registry = new();
    private readonly List<Listener> _listeners = [];
    private readonly ILogger _logger;
    private readonly MemoryBudget _budget;
    private int _started;
    private int _disposed;

    private KafkaBroker(KafkaBrokerOptions options)
    {
        var config = new BrokerConfig(options.Configs);
        var loggers = options.LoggerFactory ?? NullLoggerFactory.Instance;
        _logger = loggers.CreateLogger<KafkaBroker>();
        _budget = new MemoryBudget(config.Int64("queued.max.request.bytes"));
        _data = DataDirectory.Open(options.DataDirectory, Format);
        try
        {
            _state = new StateStore(Path.Combine(_data.Path, JournalFile), options.TimeProvider);
            var topics = new TopicRegistry(Path.Combine(_data.Path, LogDirectory), config, _state, options.TimeProvider, _logger);
            _node = new BrokerNode(config, _state, topics, loggers, options.TimeProvider);
        }
        catch
        {
            _state?.Dispose();
            _data.Dispose();
            throw;
        }
    }

    /// <summary>Every kind of request that clients sent.</summary>
    public ConnectionLog ConnectionLog { get; } = new();

    internal BrokerNode Node => _node;

    internal ApiRegistry Registry => _registry;

    /// <summary>Reads the data directory, makes the topics and listens.</summary>
    /// <exception cref="KafkaException">A wrong option, or a port that is taken.</exception>
    /// <exception cref="StorageException">The data directory cannot be used; another broker may hold it.</exception>
    public static async Task<KafkaBroker> StartAsync(KafkaBrokerOptions options, CancellationToken cancellationToken = default)
    {
        var broker = new KafkaBroker(options);
        try
        {
            await broker.StartCoreAsync(options, cancellationToken);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>The port that the listener of this name is bound to.</summary>
    /// <exception cref="KafkaException">There is no such listener.</exception>
    public int PortOf(string listener) =>
        _listeners.Find(found => found.Name == listener)?.Port
        ?? throw new KafkaException(
            $"Kafka: there is no listener '{listener}'. There are: {string.Join(", ", _listeners.Select(l => l.Name))}."
        );

    /// <summary>
    /// Copies the data as it is now into a directory that <see cref="DataDirectory.Restore"/> takes; the broker goes on. First the journal, then the logs: no offset in the
    /// copy's journal is beyond the copy's records.
    /// </summary>
    public Task SnapshotAsync(string directory, CancellationToken cancellationToken = default) =>
        Task.Run(
            () =>
            {
                _data.BeginSnapshot(directory);
                _state.CopyTo(Path.Combine(directory, JournalFile));
                _node.Topics.CopyTo(Path.Combine(directory, LogDirectory));
            },
            cancellationToken
        );

    /// <summary>Takes no more connections, ends those there are, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync();
        }

        for (; _started > 0; _started--)
        {
            await _registry.Services[_started - 1].DisposeAsync();
        }

        _node.Topics.Dispose();
        _state.Dispose();
        _data.Dispose();
    }

    private async Task StartCoreAsync(KafkaBrokerOptions options, CancellationToken cancellationToken)
    {
        if (options.Listeners.Count == 0 || options.Listeners.DistinctBy(listener => listener.Name).Count() < options.Listeners.Count)
        {
            throw new KafkaException("Kafka: a broker has one listener or more, each of its own name. Set KafkaBrokerOptions.Listeners.");
        }

        _node.Topics.Open();
        CoreApis.Register(_registry, _node);
        GroupApis.Register(_registry, _node);
        TransactionApis.Register(_registry, _node);
        _registry.Add(new Maintenance(_node, () => _listeners.SelectMany(listener => listener.Connections), _logger));
        foreach (var definition in options.Listeners)
        {
            _listeners.Add(new Listener(definition, Connect, _logger));
        }

        foreach (var topic in options.Topics)
        {
            Declare(topic);
        }

        foreach (var service in _registry.Services)
        {
            await service.StartAsync(cancellationToken);
            _started++;
        }

        foreach (var listener in _listeners)
        {
            listener.Start();
            _logger.LogInformation("Kafka listens on 127.0.0.1:{Port} ({Listener})", listener.Port, listener.Name);
        }
    }

    private void Declare(KafkaTopicSpec topic)
    {
        var existing = _node.Topics.Find(topic.Name);
        var (error, message) =
            existing is null ? _node.Topics.Create(topic.Name, topic.Partitions, topic.Configs)
            : existing.Partitions.Count < topic.Partitions ? _node.Topics.Grow(topic.Name, topic.Partitions)
            : (ErrorCode.None, null);
        var isOther = existing is not null && topic.Configs is not null && !existing.Configs.ToHashSet().SetEquals(topic.Configs);
        if (error == ErrorCode.None && isOther && topic.Configs is { } configs)
        {
            (error, message) = _node.Topics.Configure(topic.Name, _ => (configs, null));
        }

        if (error != ErrorCode.None)
        {
            throw new KafkaException(
                $"Kafka: topic '{topic.Name}' cannot be made ({error}): {message} Change it where the topic is declared."
            );
        }
    }

    private ClientConnection? Connect(System.Net.Sockets.Socket socket, ClientConnectionInfo info)
    {
        var limit = _node.Config.Int32("max.connections");
        if (_listeners.Sum(listener => listener.Count) >= limit)
        {
            _logger.LogWarning("A connection was refused: there are {Limit} already (max.connections)", limit);
            return null;
        }

        var frames = new FrameReader(socket, _node.Config.Int32("socket.request.max.bytes"), _budget);
        return new ClientConnection(socket, info, _registry, ConnectionLog, _logger, frames, new ResponseQueue(socket, _node.Responses));
    }
}
