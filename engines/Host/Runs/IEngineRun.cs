using Platform.Hosting;

namespace Platform.Engines.Host.Runs;

/// <summary>A running engine, here or in the child process.</summary>
internal interface IEngineRun : IRun
{
    Task SnapshotAsync(string directory, CancellationToken cancellationToken);
}
