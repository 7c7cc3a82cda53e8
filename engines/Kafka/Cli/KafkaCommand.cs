using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Platform.Engines.Kafka.Cli;

/// <summary>Runs a broker alone until it is asked to end.</summary>
internal static class KafkaCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            Console.WriteLine(KafkaArguments.Help);
            return 0;
        }

        KafkaArguments arguments;
        try
        {
            arguments = KafkaArguments.Parse(args);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"kafka: {wrong.Message} See: kafka --help");
            return 2;
        }

        var end = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var loggers = new ConsoleLogs(arguments.Verbose ? LogLevel.Debug : LogLevel.Information);
        arguments.Options.LoggerFactory = loggers;
        try
        {
            await using var broker = await KafkaBroker.StartAsync(arguments.Options);
            Console.WriteLine($"ready {broker.PortOf("tcp")}");
            await end.Task;
            return 0;
        }
        catch (Exception refusal) when (refusal is KafkaException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"kafka: {refusal.Message}");
            return 1;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.TrySetResult();
        }
    }
}
