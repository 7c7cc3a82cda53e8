using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Dashboard.Objectives;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

/// <summary>Whatever crosses the seam survives a wire between two processes.</summary>
public class SeamJsonTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 20, 19, 42, 18, 123, 456, TimeSpan.Zero);

    [Fact]
    public void Facts() =>
        Survives(
            new HostFacts("shop", "1.0", "default")
            {
                Objectives = [new("orders", new Subject("ordering", "POST /orders", "gateway"), "p95", 300) { Warning = 200 }],
                Alerts = [new("down", new Subject("redis"), "instanceDown", 1, TimeSpan.FromSeconds(30))],
                Receivers = [new("slack", "https://example.test/hook")],
            },
            ResourcesJson.Default.HostFacts
        );

    [Fact]
    public void Snapshot() =>
        Survives(
            new ResourceSnapshot("ordering-a", "ordering", "Project")
            {
                InstanceId = "a",
                Parent = "group",
                State = "Running",
                StateStyle = "success",
                Health = "Degraded",
                HealthReports = [new("ping", "Degraded", "slow", "at X", now)],
                CreatedAt = now,
                StartedAt = now,
                StoppedAt = now,
                ExitCode = 3,
                Restarts = 2,
                ProcessId = 77,
                IsHidden = true,
                IsDeleted = true,
                IconName = "Play",
                Source = "Ordering.csproj",
                WaitingFor = ["postgres"],
                Urls = [new("http", "http://localhost:1", "shop", true, true, 3)],
                Endpoints = [new("http", "http", "localhost", 80, 8080)],
                Properties = [new("a", "A", "1", false, true, 1)],
                Environment = [new("A", null, true, true)],
                Volumes = [new("data", "/data", "volume", true)],
                Relationships = [new("redis", "Reference")],
                Commands = [new("x", "X", "does x", "Sure?", "Icon", true, "Enabled") { Inputs = [Input] }],
                Explorer = "postgres",
                Parameter = Input,
            },
            ResourcesJson.Default.ResourceSnapshot
        );

    [Fact]
    public void Console_and_interactions()
    {
        Survives<IReadOnlyList<ConsoleLine>>(
            [new(1, now, "\e[31mred\u0000", true), new(2, null, "", false)],
            ResourcesJson.Default.IReadOnlyListConsoleLine
        );
        Survives(
            new InteractionSnapshot(1, "inputs", "T", "M", true, "Warning")
            {
                PrimaryButton = "Ok",
                SecondaryButton = "No",
                ShowSecondary = true,
                ShowDismiss = true,
                LinkText = "more",
                LinkUrl = "https://example.test",
                Inputs = [Input],
                IsComplete = true,
            },
            ResourcesJson.Default.InteractionSnapshot
        );
        Survives(
            new InteractionResponse(1, "primary", new Dictionary<string, string?> { ["a"] = null }),
            ResourcesJson.Default.InteractionResponse
        );
    }

    [Fact]
    public void Commands_parameters_secrets_and_alarms()
    {
        Survives(new CommandRequest("a", "b", new Dictionary<string, string?> { ["n"] = "1" }), ResourcesJson.Default.CommandRequest);
        Survives(
            new CommandOutcome(false, true, "why", "{}", "json")
            {
                Message = "m",
                ShowResult = true,
                InputErrors = [new("n", ["e"])],
            },
            ResourcesJson.Default.CommandOutcome
        );
        Survives(new ParameterChange("p", null, true), ResourcesJson.Default.ParameterChange);
        Survives(new SecretReference("a", "environment", "*"), ResourcesJson.Default.SecretReference);
        Survives(new AlarmNotice("slow", "payments", true, "p95 is 2 s", now), ResourcesJson.Default.AlarmNotice);
    }

    private static InputField Input { get; } =
        new("n", "Choice", "N", "d", true, true)
        {
            Placeholder = "p",
            Value = "v",
            MaxLength = 9,
            AllowCustomChoice = true,
            Disabled = true,
            Choices = [new("v", "V")],
            Errors = ["e"],
        };

    private static void Survives<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(value, type);
        Assert.Equivalent(value, JsonSerializer.Deserialize(json, type), strict: true);
    }
}
