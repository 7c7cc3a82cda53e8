namespace Kafka.Tests.Support;

/// <summary>How long a fuzzer goes on. All of them in ./test share it.</summary>
internal static class Budget
{
    /// <summary>Longer by hand: <c>KAFKA_FUZZ_SECONDS=600</c>.</summary>
    public static TimeSpan Fuzzing { get; } =
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("KAFKA_FUZZ_SECONDS"), out var seconds) ? seconds : 20);
}
