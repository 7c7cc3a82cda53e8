using System.Text;
using Confluent.Kafka;
using ServiceDefaults.Tests.Support;

namespace Services.Tests.Support;

/// <summary>Events as a stranger reads them from Kafka.</summary>
internal static class Event
{
    public static string TypeOf(Message<string, string> message) => Encoding.UTF8.GetString(message.Headers.GetLastBytes("ce_type"));

    /// <summary>The types of the events of one key, up to the first of those named.</summary>
    public static async Task<IReadOnlyList<string>> TypesAsync(Market market, string topic, string key, params string[] last)
    {
        using var told = new TestConsumer(market.Kafka.Servers, topic);
        var types = new List<string>();
        while (types.Count == 0 || !last.Contains(types[^1]))
        {
            var message = (await told.NextAsync()).Message;
            if (message.Key == key)
                types.Add(TypeOf(message));
        }
        return types;
    }
}
