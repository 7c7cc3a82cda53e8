using System.Diagnostics;
using System.Globalization;

namespace Extraction.Tests;

/// <summary>How long a fuzzer goes on: 20 s, or PLATFORM_FUZZ_SECONDS.</summary>
internal readonly struct FuzzTime
{
    private readonly long _end;

    private FuzzTime(long end) => _end = end;

    public bool IsOver => Stopwatch.GetTimestamp() >= _end;

    public static FuzzTime Start()
    {
        var asked = Environment.GetEnvironmentVariable("PLATFORM_FUZZ_SECONDS");
        var seconds = double.TryParse(asked, CultureInfo.InvariantCulture, out var parsed) ? parsed : 20;
        return new FuzzTime(Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency));
    }
}
