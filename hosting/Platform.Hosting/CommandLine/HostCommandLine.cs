using System.CommandLine;

namespace Platform.Hosting.CommandLine;

/// <summary>The options of the host: read here, checked, and handed on as configuration.</summary>
internal static class HostCommandLine
{
    private static readonly Option<bool> s_detach = new("--detach") { Description = "Return once all is healthy; ./down stops it" };
    private static readonly Option<string> s_instance = new("--instance") { Description = "Run a second, isolated copy of that name" };
    private static readonly Option<string[]> s_only = new("--only")
    {
        Description = "Only these resources and what they need",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<bool> s_logs = new("--logs") { Description = "Print every resource's log, prefixed with its name" };
    private static readonly Option<string> s_runtime = new("--runtime")
    {
        Description = "What serves containers: auto or native (default: auto)",
    };
    private static readonly Option<string> s_operation = new("--operation") { Description = "run, or publish to write the graph down" };
    private static readonly Option<string> s_step = new("--step") { Description = "With publish: publish-manifest" };
    private static readonly Option<string> s_publisher = new("--publisher") { Description = "manifest: the same as --operation publish" };
    private static readonly Option<string> s_output = new("--output-path") { Description = "Where to publish: FILE.json, or a directory" };
    private static readonly Option<string> s_environment = new("--environment") { Description = "Development, Staging, Production …" };

    public static string[] Read(string[] args)
    {
        if (args.Length == 0)
        {
            return args;
        }
        var command = new RootCommand("Runs the graph, or publishes it.")
        {
            s_detach,
            s_instance,
            s_only,
            s_logs,
            s_runtime,
            s_operation,
            s_step,
            s_publisher,
            s_output,
            s_environment,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        var parsed = command.Parse(args);
        if (parsed.Action is not null)
        {
            Environment.Exit(parsed.Invoke());
        }
        var problems = parsed
            .Errors.Select(e => e.Message)
            .Concat(parsed.UnmatchedTokens.Where(t => !IsConfiguration(t)).Select(Unknown))
            .ToList();
        if (parsed.GetValue(s_runtime) is { } runtime && runtime is not ("auto" or "native"))
        {
            problems.Add($"--runtime {runtime}: this version knows auto and native; containers are not supported yet.");
        }
        if (parsed.GetValue(s_detach) && !args.Any(a => a.StartsWith("--Platform:Report=", StringComparison.Ordinal)))
        {
            problems.Add("--detach is for ./up, which waits for the verdict: ./up --detach");
        }
        if (problems.Count > 0)
        {
            problems.ForEach(Console.Error.WriteLine);
            Console.Error.WriteLine("See: ./up --help");
            Environment.Exit(2);
        }
        return [.. Configuration(parsed), .. parsed.UnmatchedTokens];
    }

    private static IEnumerable<string> Configuration(ParseResult parsed)
    {
        foreach (
            var (key, value) in new (string, string?)[]
            {
                ("Platform:Instance", parsed.GetValue(s_instance)),
                ("Platform:Only", parsed.GetValue(s_only) is { Length: > 0 } only ? string.Join(',', only) : null),
                ("Platform:Logs", parsed.GetValue(s_logs) ? "true" : null),
                ("Platform:Runtime", parsed.GetValue(s_runtime)),
                ("AppHost:Operation", parsed.GetValue(s_operation)),
                ("Pipeline:Step", parsed.GetValue(s_step)),
                ("Publishing:Publisher", parsed.GetValue(s_publisher)),
                ("Publishing:OutputPath", parsed.GetValue(s_output)),
                ("environment", parsed.GetValue(s_environment)),
            }
        )
        {
            if (value is not null)
            {
                yield return $"--{key}={value}";
            }
        }
    }

    /// <summary>Any setting can be given as <c>--Section:Key=value</c>, as in every .NET host.</summary>
    private static bool IsConfiguration(string token) => !token.StartsWith('-') || token.Contains(':') || token.Contains('=');

    private static string Unknown(string token) => $"Unknown option '{token}'.";
}
