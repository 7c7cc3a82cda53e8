using System.Globalization;

namespace Platform.Engines.Kafka.Cli;

/// <summary>The command line of a broker that runs alone.</summary>
internal sealed record KafkaArguments(KafkaBrokerOptions Options, bool Verbose)
{
    public const string Help = """
        A Kafka broker of one node, on loopback.

        usage: kafka --data DIR [--port N] [--advertise HOST:PORT] [--topic NAME[:PARTITIONS]]... [--config NAME=VALUE]... [--verbose]

          --data DIR             where the records are kept; created if absent
          --port N               default 9092; 0: any free port, which is printed
          --advertise HOST:PORT  the address that clients are told to use; default localhost and the port
          --topic NAME[:N]       exists once the broker is ready, with N partitions (default 1)
          --config NAME=VALUE    a broker config by Kafka's name, e.g. num.partitions=3
          --verbose              log every kind of request that clients send
          --help                 this text

        Prints "ready PORT" once it takes connections. Ends on Ctrl+C or SIGTERM.
        Exit codes: 0 ended when asked, 1 failed, 2 wrong command line.
        """;

    /// <exception cref="FormatException">With what is wrong, for the user.</exception>
    public static KafkaArguments Parse(IReadOnlyList<string> args)
    {
        var options = new KafkaBrokerOptions { DataDirectory = "" };
        var (port, verbose) = (9092, false);
        (string Host, int Port)? advertised = null;
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (name == "--verbose")
            {
                verbose = true;
                continue;
            }

            if (name is not ("--data" or "--port" or "--advertise" or "--topic" or "--config"))
            {
                throw new FormatException($"'{name}' is no option.");
            }

            var value = ++i < args.Count ? args[i] : throw new FormatException($"{name} needs a value.");
            switch (name)
            {
                case "--data":
                    options.DataDirectory = value;
                    break;
                case "--port":
                    port = Port(name, value, least: 0);
                    break;
                case "--advertise":
                    var colon = value.LastIndexOf(':');
                    advertised =
                        colon > 0
                            ? (value[..colon], Port(name, value[(colon + 1)..], least: 1))
                            : throw new FormatException($"{name} is HOST:PORT.");
                    break;
                case "--topic":
                    options.Topics.Add(Topic(value));
                    break;
                default:
                    var equals = value.IndexOf('=');
                    options.Configs[equals > 0 ? value[..equals] : throw new FormatException($"{name} is NAME=VALUE.")] = value[
                        (equals + 1)..
                    ];
                    break;
            }
        }

        if (options.DataDirectory.Length == 0)
        {
            throw new FormatException("--data is missing.");
        }

        options.Listeners = [new KafkaListener("tcp", port, advertised?.Host, advertised?.Port)];
        return new KafkaArguments(options, verbose);
    }

    private static int Port(string name, string text, int least) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port >= least && port <= 65535
            ? port
            : throw new FormatException($"{name}: '{text}' is no port.");

    private static KafkaTopicSpec Topic(string text)
    {
        var colon = text.IndexOf(':');
        return colon < 0 ? new KafkaTopicSpec(text)
            : int.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var partitions)
                ? new KafkaTopicSpec(text[..colon], partitions)
            : throw new FormatException($"--topic: '{text[(colon + 1)..]}' is no number of partitions.");
    }
}
