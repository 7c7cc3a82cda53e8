namespace Platform.Hosting.CommandLine;

/// <summary>What the arguments came to.</summary>
/// <param name="Arguments">For the configuration.</param>
/// <param name="Problems">Values that cannot be.</param>
/// <param name="Unknown">Options that nobody knows: wrong on a command line, ignored in a test, as in Aspire.</param>
/// <param name="Help">Prints what was asked for instead of a run, and returns the exit code; null for a run.</param>
internal sealed record HostUsage(string[] Arguments, IReadOnlyList<string> Problems, IReadOnlyList<string> Unknown, Func<int>? Help);
