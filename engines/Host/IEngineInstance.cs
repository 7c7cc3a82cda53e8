using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Protocol;

namespace Platform.Engines.Host;

/// <summary>A started engine, in whatever process; disposing of it stops it.</summary>
internal interface IEngineInstance : IAsyncDisposable
{
    Task SnapshotAsync(string directory, CancellationToken cancellationToken);
}

/// <summary>Starts an engine in this process and returns when it is ready.</summary>
internal delegate Task<IEngineInstance> EngineStarter(EngineStart start, ILoggerFactory loggers, CancellationToken cancellationToken);
