using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

internal sealed class RunArchive : IRuns
{
    public TelemetrySet Open(string id) => throw new RunException($"There is no run '{id}'.");
}
