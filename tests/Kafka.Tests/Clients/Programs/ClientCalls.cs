using System.Text.RegularExpressions;
using Kafka.Tests.Support;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Clients.Programs;

/// <summary>The table in the engine's README of what each client calls, held against what it was seen to call.</summary>
internal static partial class ClientCalls
{
    /// <summary>The columns of the table.</summary>
    public const string Kcat = "kcat",
        KafkaPython = "kafka-python",
        ConfluentPython = "confluent-kafka (python)",
        KafkaJs = "kafkajs",
        ConfluentNet = "Confluent.Kafka";

    /// <summary>Nothing that the client called was refused, and all of it is in the table.</summary>
    public static void ShouldBeServedAndDocumented(this TestBroker broker, string client) =>
        broker.Broker.ConnectionLog.Seen.ShouldBeServedAndDocumented(client);

    public static void ShouldBeServedAndDocumented(this IEnumerable<SeenRequest> seen, string client)
    {
        var calls = seen.Where(call => call.ClientId != WireClient.ClientId).ToList();
        calls.ShouldNotBeEmpty();
        calls.Where(call => !call.Served).ShouldBeEmpty("a client called what the broker refuses");
        var documented = Table(client);
        var missing = calls
            .Where(call => !documented.GetValueOrDefault(call.Key, []).Contains(call.Version))
            .Select(call => $"{call.Key} {call.Version}")
            .Distinct()
            .Order();
        missing.ShouldBeEmpty($"add to the column '{client}' of the table in engines/Kafka/README.md");
    }

    private static Dictionary<ApiKey, HashSet<short>> Table(string client)
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Clients", "Kafka.md"))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        var head =
            rows.FirstOrDefault(row => row.Contains(client)) ?? throw new InvalidOperationException($"README.md has no column '{client}'.");
        var column = Array.IndexOf(head, client);
        return rows.Where(row => row.Length == head.Length && Enum.TryParse<ApiKey>(row[0], out _))
            .ToDictionary(
                row => Enum.Parse<ApiKey>(row[0]),
                row =>
                    Number()
                        .Matches(row[column])
                        .Select(match => short.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))
                        .ToHashSet()
            );
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
