using System.Globalization;
using TelemetryBench;

switch (args)
{
    case ["query", var megabytes]:
        Queries.Run(int.Parse(megabytes));
        return 0;
    case ["soak", var seconds, var rate, var megabytes]:
        return Soak.Run(int.Parse(seconds), int.Parse(rate), int.Parse(megabytes));
    case ["take", var seconds, var megabytes]:
        Take.Run(int.Parse(seconds), int.Parse(megabytes));
        return 0;
    case ["serve"]:
        await Server.RunAsync();
        return 0;
    case ["render"]:
        await Rendered.RunAsync();
        return 0;
    case ["load", var grpc, var http, var control, var seconds]:
        await Load.RunAsync(new Uri(grpc), new Uri(http), new Uri(control), double.Parse(seconds, CultureInfo.InvariantCulture));
        return 0;
    case ["parse"]:
        Parsing.Run();
        return 0;
    default:
        Console.Error.WriteLine(
            "Usage: TelemetryBench query MEGABYTES | soak SECONDS SPANS_A_SECOND MEGABYTES | take SECONDS MEGABYTES"
                + " | serve | render | load GRPC HTTP CONTROL SECONDS | parse"
        );
        return 2;
}
