using System.Runtime.InteropServices;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>A second name for a file that nobody changes; a copy where the file system cannot, or across file systems.</summary>
internal static partial class HardLink
{
    public static void CreateOrCopy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (OperatingSystem.IsWindows() || link(source, target) != 0)
            File.Copy(source, target);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string source, string target);
}
