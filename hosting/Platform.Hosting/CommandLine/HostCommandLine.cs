using System.Reflection;
using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Platform.Hosting.Terminal;

namespace Platform.Hosting.CommandLine;

/// <summary>The arguments of the host: checked, and handed on as configuration.</summary>
internal static class HostCommandLine
{
    private const int BadUsage = 2;
    private const string ReportSetting = "--Platform:Report=";

    /// <summary>The arguments as the configuration is to see them. An AppHost that is run ends here if they are wrong, with exit code 2.</summary>
    /// <exception cref="DistributedApplicationException">They are wrong, and this process is not the AppHost's own: a test.</exception>
    public static string[] Read(string[] args)
    {
        // System.CommandLine costs about 25 ms of loading and JIT before the first child: spared where there is nothing to parse.
        if (args.All(a => IsSectionSetting(a) || (a == "--detach" && ReportOf(args) is not null)))
        {
            return [.. args.Where(IsSectionSetting)];
        }
        var usage = Parse(args);
        if (!RunsAppHost())
        {
            return usage.Problems.Count == 0
                ? usage.Arguments
                : throw new DistributedApplicationException(string.Join(Environment.NewLine, usage.Problems));
        }
        if (usage.Help is { } help)
        {
            Environment.Exit(help());
        }
        var problems = usage.Problems.Concat(usage.Unknown).ToList();
        if (problems.Count > 0)
        {
            Tell([.. problems, "See: ./up --help"], args);
            Environment.Exit(BadUsage);
        }
        return usage.Arguments;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HostUsage Parse(string[] args) => HostOptions.Parse(args);

    /// <summary>True for <c>--Section:Key=value</c>, which is nobody's business but the configuration's.</summary>
    public static bool IsSectionSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal)
        && token.IndexOf(':', StringComparison.Ordinal) is > 2 and var colon
        && token.IndexOf('=', StringComparison.Ordinal) > colon;

    /// <summary>Tests run the AppHost's entry point in a process of their own, which must not end, and pass what arguments they like.</summary>
    private static bool RunsAppHost() =>
        Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a.Key == "apphostprojectpath") == true;

    /// <summary>To standard error, and to <c>./up --detach</c> if that is who waits.</summary>
    private static void Tell(IReadOnlyList<string> lines, string[] args)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine(line);
        }
        if (ReportOf(args) is { } descriptor)
        {
            using var report = ReportChannel.Open(descriptor);
            foreach (var line in lines)
            {
                report.Say(line);
            }
            report.Conclude("usage");
        }
    }

    private static int? ReportOf(string[] args) =>
        args.LastOrDefault(a => a.StartsWith(ReportSetting, StringComparison.Ordinal)) is { } setting
        && int.TryParse(setting.AsSpan(ReportSetting.Length), out var descriptor)
            ? descriptor
            : null;
}
