namespace Platform.Dashboard.Objectives;

/// <summary>Asks the operating system.</summary>
/// <param name="directory">On the volume that is meant; null: the current directory.</param>
internal sealed class Machine(string? directory) : IMachine
{
    public double? DiskShare()
    {
        try
        {
            var path = Path.GetFullPath(directory ?? Environment.CurrentDirectory);
            while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
            {
                path = parent;
            }
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path);
            // As df counts: what is kept for root is neither used nor free.
            var used = drive.TotalSize - drive.TotalFreeSpace;
            return (double)used / (used + drive.AvailableFreeSpace);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    public double? MemoryShare()
    {
        if (OperatingSystem.IsLinux())
        {
            return OfMeminfo();
        }
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes > 0 ? (double)memory.MemoryLoadBytes / memory.TotalAvailableMemoryBytes : null;
    }

    // The runtime's figure is only as new as the last collection.
    private static double? OfMeminfo()
    {
        try
        {
            long total = 0;
            foreach (var line in File.ReadLines("/proc/meminfo"))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words is ["MemTotal:", var all, ..])
                {
                    total = long.Parse(all, System.Globalization.CultureInfo.InvariantCulture);
                }
                else if (words is ["MemAvailable:", var left, ..] && total > 0)
                {
                    return 1 - ((double)long.Parse(left, System.Globalization.CultureInfo.InvariantCulture) / total);
                }
            }
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
