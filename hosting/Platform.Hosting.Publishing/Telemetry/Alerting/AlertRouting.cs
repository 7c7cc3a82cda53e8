using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Alerting;

/// <summary>
/// Who is told of alerts: of all of them Slack, of what is critical also mail and the pager. As Alertmanager's own file and as the operator's
/// object; secrets are files there and references here.
/// </summary>
public sealed class AlertRouting(DeploymentModel model)
{
    private const string Everybody = "everybody";
    private const string OnCall = "on-call";
    private const string Nobody = "nobody";

    // One message for each resource and alert; half a minute for what belongs together to arrive.
    private static readonly string[] Together = ["alertname", "resource"];
    private const string Wait = "30s";
    private const string Interval = "5m";
    private const string Repeat = "4h";
    private const string RepeatCritical = "1h";

    private readonly AlertChannels channels = new(model.Settings.Monitoring);

    /// <summary>Names of the secrets that it needs.</summary>
    public IReadOnlyList<string> Secrets => channels.Secrets;

    /// <summary><c>alertmanager.yml</c>.</summary>
    public JsonObject Plain() =>
        new()
        {
            ["global"] = new JsonObject { ["resolve_timeout"] = "5m" },
            ["route"] = Route("group_by", "group_wait", "group_interval", "repeat_interval", OnlyCritical("severity=\"critical\"")),
            ["receivers"] = Receivers(channels.Plain),
            ["inhibit_rules"] = new JsonArray(
                new JsonObject
                {
                    ["source_matchers"] = new JsonArray("severity=\"critical\"", "resource!=\"\""),
                    ["target_matchers"] = new JsonArray("severity=\"warning\""),
                    ["equal"] = Texts(Same),
                },
                new JsonObject
                {
                    ["source_matchers"] = new JsonArray("alertname=\"InstanceDown\""),
                    ["target_matchers"] = new JsonArray("alertname!=\"InstanceDown\""),
                    ["equal"] = new JsonArray("resource"),
                }
            ),
        };

    /// <summary>The <c>spec</c> of an AlertmanagerConfig.</summary>
    /// <param name="secret">The Kubernetes secret whose keys are the secrets' names.</param>
    public JsonObject Operated(string secret) =>
        new()
        {
            ["route"] = Route("groupBy", "groupWait", "groupInterval", "repeatInterval", Matcher("severity", "=", "critical")),
            ["receivers"] = Receivers(() => channels.Operated(secret)),
            ["inhibitRules"] = new JsonArray(
                new JsonObject
                {
                    ["sourceMatch"] = new JsonArray(Matcher("severity", "=", "critical"), Matcher("resource", "!=", "")),
                    ["targetMatch"] = new JsonArray(Matcher("severity", "=", "warning")),
                    ["equal"] = Texts(Same),
                },
                new JsonObject
                {
                    ["sourceMatch"] = new JsonArray(Matcher("alertname", "=", "InstanceDown")),
                    ["targetMatch"] = new JsonArray(Matcher("alertname", "!=", "InstanceDown")),
                    ["equal"] = new JsonArray("resource"),
                }
            ),
        };

    // A budget that goes fast also goes. What is of no resource says nothing about any other.
    private static readonly string[] Same = ["resource", "objective"];

    private JsonObject Route(string groupBy, string groupWait, string groupInterval, string repeat, JsonNode critical)
    {
        var route = new JsonObject
        {
            ["receiver"] = channels.HasGeneral ? Everybody : Nobody,
            [groupBy] = Texts(Together),
            [groupWait] = Wait,
            [groupInterval] = Interval,
            [repeat] = Repeat,
        };
        if (channels.HasAny)
        {
            route["routes"] = new JsonArray(
                new JsonObject
                {
                    ["receiver"] = OnCall,
                    ["matchers"] = new JsonArray(critical),
                    [repeat] = RepeatCritical,
                }
            );
        }
        return route;
    }

    private JsonArray Receivers(Func<(JsonObject General, JsonObject Critical)> make)
    {
        var (general, critical) = make();
        var receivers = new JsonArray(Named(channels.HasGeneral ? Everybody : Nobody, general));
        if (channels.HasAny)
        {
            receivers.Add((JsonNode)Named(OnCall, critical));
        }
        return receivers;
    }

    private static JsonObject Named(string name, JsonObject channels)
    {
        channels.Insert(0, "name", name);
        return channels;
    }

    private static JsonValue OnlyCritical(string matcher) => JsonValue.Create(matcher);

    private static JsonObject Matcher(string name, string type, string value) =>
        new()
        {
            ["name"] = name,
            ["matchType"] = type,
            ["value"] = value,
        };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
