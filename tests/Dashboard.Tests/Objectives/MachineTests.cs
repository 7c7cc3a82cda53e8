using Microsoft.Extensions.Configuration;
using Platform.Dashboard.Objectives;

namespace Platform.Dashboard.Tests.Objectives;

public sealed class MachineTests
{
    [Fact]
    public void A_folder_that_does_not_exist_yet_is_on_the_volume_of_its_parent()
    {
        var share = new Machine(Path.Combine(Path.GetTempPath(), "not", "yet")).DiskShare();

        share.ShouldNotBeNull();
        share.Value.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Memory_is_shared() => new Machine(null).MemoryShare().ShouldNotBeNull().ShouldBeInRange(0.001, 1);

    [Fact]
    public void Receivers_are_read_from_the_configuration()
    {
        var settings = Settings(
            ("Slack", "https://hooks.example.com/services/T/B/secret"),
            ("Mail:To", "oncall@example.com"),
            ("Mail:Host", "smtp.example.com"),
            ("Mail:Port", "587"),
            ("LongestFor", "00:00:05")
        );

        settings.Slack!.Host.ShouldBe("hooks.example.com");
        settings.Webhook.ShouldBeNull();
        settings.Mail.ShouldBe(new AlarmMail("smtp.example.com", 587, "dashboard@localhost", "oncall@example.com") { Tls = true });
        settings.LongestFor.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void What_is_wrong_with_a_secret_address_is_said_without_it() =>
        Should.Throw<FormatException>(() => Settings(("Slack", "hooks.example.com/secret"))).Message.ShouldNotContain("secret");

    private static AlarmSettings Settings(params (string Key, string Value)[] values) =>
        AlarmSettings.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.Select(item => KeyValuePair.Create($"Dashboard:Alarms:{item.Key}", (string?)item.Value)))
                .Build()
        );
}
