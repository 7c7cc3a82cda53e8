using System.Globalization;

namespace Aspire.Hosting.Run;

/// <summary>One host for each instance directory: two would share data and ports.</summary>
internal sealed class RunLock(InstanceDirectory directory) : IDisposable
{
    private FileStream? _lock;

    /// <summary>The file that holds the host's process id and start time while it runs; <c>./down</c> reads it.</summary>
    public string PidFile => directory.File("host.pid");

    /// <exception cref="DistributedApplicationException">Another host has it; the message names its process.</exception>
    public void Take()
    {
        try
        {
            _lock = new FileStream(directory.File("host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            var holder = File.Exists(PidFile) ? File.ReadAllText(PidFile).Split(' ')[0].Trim() : "unknown";
            throw new DistributedApplicationException(
                $"Instance '{directory.Name}' is already running (process {holder}). Stop it: ./down{(directory.IsDefault ? "" : " --instance " + directory.Name)}. "
                    + "Or run another beside it: ./up --instance NAME",
                exception
            );
        }
        directory.Claim();
        File.WriteAllText(PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
    }

    public void Dispose()
    {
        if (_lock is not null)
        {
            File.Delete(PidFile);
            _lock.Dispose();
            _lock = null;
        }
    }
}
