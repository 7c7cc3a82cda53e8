using System.Diagnostics;
using System.Globalization;

namespace Storage.Tests;

/// <summary>How long a fuzzer goes on: 20 s, or PLATFORM_FUZZ_SECONDS.</summary>
internal readonly struct FuzzTime
{
    private readonly long _end;

    private FuzzTime(long end) => _end = end;

    public bool IsOver => Stopwatch.GetTimestamp() >= _end;

    public static FuzzTime Start()
    {
        var seconds = double.TryParse(
            Environment.GetEnvironmentVariable("PLATFORM_FUZZ_SECONDS"),
            CultureInfo.InvariantCulture,
            out var asked
        )
            ? asked
            : 20;
        return new FuzzTime(Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency));
    }
}
