using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Cli;

namespace Kafka.Tests.Crash;

public sealed class CommandTests
{
    [Fact]
    public async Task The_command_ends_with_0_when_it_is_asked_to()
    {
        using var sandbox = new Sandbox();
        using var broker = await ChildBroker.StartAsync(sandbox["data"]);

        (await broker.TerminateAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("--port", "9092")]
    [InlineData("--data")]
    [InlineData("--data", "d", "--port", "many")]
    [InlineData("--data", "d", "--topic", "t:many")]
    [InlineData("--data", "d", "--config", "num.partitions")]
    [InlineData("--data", "d", "--advertise", "host")]
    [InlineData("--data", "d", "--what")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments) => (await KafkaCommand.RunAsync(arguments)).ShouldBe(2);

    [Fact]
    public async Task Help_ends_with_0() => (await KafkaCommand.RunAsync(["--help"])).ShouldBe(0);

    [Fact]
    public async Task A_directory_that_is_in_use_ends_with_1()
    {
        await using var test = await TestBroker.StartAsync();

        (await KafkaCommand.RunAsync(["--port", "0", "--data", test.Directory])).ShouldBe(1);
    }

    [Fact]
    public void The_options_say_what_the_broker_is_to_be()
    {
        string[] arguments =
        [
            "--data",
            "d",
            "--port",
            "0",
            "--advertise",
            "host:7",
            "--topic",
            "a:3",
            "--topic",
            "b",
            "--config",
            "num.partitions=2",
        ];

        var options = KafkaArguments.Parse(arguments).Options;

        options.Listeners.ShouldBe([new KafkaListener("tcp", 0, "host", 7)]);
        options.Topics.ShouldBe([new KafkaTopicSpec("a", 3), new KafkaTopicSpec("b")]);
        options.Configs["num.partitions"].ShouldBe("2");
    }
}
