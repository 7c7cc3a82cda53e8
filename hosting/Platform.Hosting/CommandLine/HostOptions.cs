using System.CommandLine;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.CommandLine;

/// <summary>The options of the host.</summary>
internal static class HostOptions
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
    private static readonly Option<bool> s_noDashboard = new("--no-dashboard") { Description = "Run without the dashboard" };
    private static readonly Option<string> s_operation = new("--operation") { Description = "run, or publish to write the graph down" };
    private static readonly Option<string> s_step = new("--step")
    {
        Description = "With publish: publish (default), diff against what is on disk, check the policies, or publish-manifest",
    };
    private static readonly Option<string[]> s_stage = new("--stage")
    {
        Description = "With publish: dev, staging, prod, perf; several with commas (default: all)",
    };
    private static readonly Option<string[]> s_target = new("--target")
    {
        Description = "With publish: compose, kubernetes, manifest; several with commas (default: what the graph has)",
    };
    private static readonly Option<string[]> s_overwrite = new("--overwrite")
    {
        Description = "With publish: write this file even though it was changed by hand; or all",
    };
    private static readonly Option<string> s_format = new("--format") { Description = "With diff: text (default) or markdown" };
    private static readonly Option<bool> s_exitCode = new("--exit-code")
    {
        Description = "With diff: end with 1 where there are differences",
    };
    private static readonly Option<string> s_publisher = new("--publisher") { Description = "manifest: the same as --operation publish" };
    private static readonly Option<string> s_output = new("--output-path") { Description = "Where to publish: FILE.json, or a directory" };
    private static readonly Option<string> s_environment = new("--environment") { Description = "Development, Staging, Production …" };

    private static readonly RootCommand s_command = new("Runs the graph, or publishes it. Any setting can be given as --Section:Key=value.")
    {
        s_detach,
        s_instance,
        s_only,
        s_logs,
        s_runtime,
        s_noDashboard,
        s_operation,
        s_step,
        s_stage,
        s_target,
        s_overwrite,
        s_format,
        s_exitCode,
        s_publisher,
        s_output,
        s_environment,
    };

    public static HostUsage Parse(string[] args)
    {
        s_command.TreatUnmatchedTokensAsErrors = false;
        // --only takes as many names as follow it, and would take settings for names.
        var settings = args.Where(HostCommandLine.IsSectionSetting).ToList();
        var parsed = s_command.Parse([.. args.Where(a => !HostCommandLine.IsSectionSetting(a))]);
        // With errors the action is the one that prints them; they are ours to tell.
        Func<int>? help = parsed.Action is null || parsed.Errors.Count > 0 ? null : () => parsed.Invoke();
        var problems = parsed.Errors.Select(e => e.Message).Concat(parsed.Errors.Count > 0 ? [] : BadValues(parsed, args)).ToList();
        var only = parsed.Errors.Count > 0 ? [] : parsed.GetValue(s_only) ?? [];
        var unknown = Unknown([.. parsed.UnmatchedTokens, .. only.Where(IsOption)]).ToList();
        return new HostUsage(
            problems.Count > 0 ? [] : [.. Configuration(parsed), .. settings, .. parsed.UnmatchedTokens],
            problems,
            unknown,
            help
        );
    }

    private static IEnumerable<string> BadValues(ParseResult parsed, string[] args)
    {
        if (parsed.GetValue(s_runtime) is { } runtime && runtime is not ("auto" or "native"))
        {
            yield return runtime == "container"
                ? "--runtime container: this version runs no containers; auto and native serve them with engines on this machine."
                : $"--runtime {runtime}: auto or native.";
        }
        if (
            parsed.GetValue(s_instance) is { } instance
            && (instance.Length is 0 or > 64 || instance.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        )
        {
            yield return $"--instance '{instance}': letters, digits, '-' and '_' only, at most 64.";
        }
        if (parsed.GetValue(s_operation) is { } operation && operation.ToLowerInvariant() is not ("run" or "publish"))
        {
            yield return $"--operation {operation}: run or publish.";
        }
        foreach (var stage in Several(parsed.GetValue(s_stage)).Where(stage => Stages.Find(stage) is null))
        {
            yield return $"--stage {stage}: {string.Join(", ", Stages.All.Select(known => known.Name()))}.";
        }
        if (parsed.GetValue(s_format) is { } format && format is not ("text" or "markdown"))
        {
            yield return $"--format {format}: text or markdown.";
        }
        if (parsed.GetValue(s_detach) && !args.Any(a => a.StartsWith("--Platform:Report=", StringComparison.Ordinal)))
        {
            yield return "--detach is for ./up, which waits for the verdict: ./up --detach";
        }
    }

    private static IEnumerable<string> Configuration(ParseResult parsed)
    {
        foreach (
            var (key, value) in new (string, string?)[]
            {
                ("Platform:Instance", parsed.GetValue(s_instance)),
                ("Platform:Only", parsed.GetValue(s_only) is { Length: > 0 } only ? string.Join(',', only.Where(o => !IsOption(o))) : null),
                ("Platform:Logs", parsed.GetValue(s_logs) ? "true" : null),
                ("Platform:Runtime", parsed.GetValue(s_runtime)),
                ("Dashboard:Enabled", parsed.GetValue(s_noDashboard) ? "false" : null),
                ("AppHost:Operation", parsed.GetValue(s_operation)),
                ("Pipeline:Step", parsed.GetValue(s_step)),
                ("Platform:Stage", Joined(parsed.GetValue(s_stage))),
                ("Platform:Target", Joined(parsed.GetValue(s_target))),
                ("Publishing:Overwrite", Joined(parsed.GetValue(s_overwrite))),
                ("Publishing:Format", parsed.GetValue(s_format)),
                ("Publishing:ExitCode", parsed.GetValue(s_exitCode) ? "true" : null),
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

    /// <summary>What is neither an option nor a setting, with the option that was probably meant.</summary>
    private static IEnumerable<string> Unknown(IReadOnlyList<string> tokens)
    {
        var isValue = false;
        foreach (var token in tokens)
        {
            var name = token.Split('=')[0];
            var meant = s_command.Options.Select(o => o.Name).Where(known => EditDistance.Between(name, known) <= 2).ToList();
            // Any setting can be given as --Section:Key=value, or with its value as the next argument, as in every .NET host.
            var isSetting = name.Contains(':') || (token.Contains('=') && meant.Count == 0);
            if (!isSetting && !isValue)
            {
                yield return $"Unknown {(IsOption(token) ? "option" : "argument")} '{name}'.{Suggestion(meant)}";
            }
            isValue = isSetting && !token.Contains('=');
        }
    }

    private static IEnumerable<string> Several(string[]? values) =>
        (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? Joined(string[]? values) => values is { Length: > 0 } ? string.Join(',', Several(values)) : null;

    private static bool IsOption(string token) => token.StartsWith('-');

    private static string Suggestion(List<string> meant) => meant.Count == 0 ? "" : $" Did you mean {string.Join(" or ", meant)}?";
}
