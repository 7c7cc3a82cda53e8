using System.Text;

namespace Engines.Tests;

/// <summary>What anybody on the machine could look at.</summary>
internal static class Processes
{
    public static IEnumerable<string> CommandLines() =>
        Directory.EnumerateDirectories("/proc").Select(process => Read(Path.Combine(process, "cmdline")));

    public static string EnvironmentOf(int pid) => Read($"/proc/{pid}/environ");

    public static IEnumerable<string> FilesWith(string directory, string text)
    {
        var needle = Encoding.UTF8.GetBytes(text);
        return Directory
            .EnumerateFiles(
                directory,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(needle) >= 0);
    }

    public static bool InPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    private static string Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Replace('\0', ' ') : "";
        }
        catch (IOException)
        {
            // The process ended between listing and reading.
            return "";
        }
    }
}
