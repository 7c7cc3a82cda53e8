using Aspire.Hosting;
using Platform.Hosting.CommandLine;

namespace Platform.Hosting.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_become_settings() =>
        HostCommandLine
            .Read(["--instance", "second", "--only", "catalog", "gateway", "--logs", "--Parameters:key=a b"])
            .ShouldBe(["--Platform:Instance=second", "--Platform:Only=catalog,gateway", "--Platform:Logs=true", "--Parameters:key=a b"]);

    [Fact]
    public void Stages_and_targets_are_given_with_commas_or_again() =>
        HostCommandLine
            .Read(["--stage", "dev,prod", "--stage", "perf", "--target=compose", "--overwrite", "a.yaml", "--step", "diff", "--exit-code"])
            .ShouldBe([
                "--Pipeline:Step=diff",
                "--Platform:Stage=dev,prod,perf",
                "--Platform:Target=compose",
                "--Publishing:Overwrite=a.yaml",
                "--Publishing:ExitCode=true",
            ]);

    [Fact]
    public void Settings_pass_as_they_are() =>
        HostCommandLine
            .Read(["--Platform:Terminal=false", "--Parameters:x=--logs"])
            .ShouldBe(["--Platform:Terminal=false", "--Parameters:x=--logs"]);

    [Fact]
    public void What_up_detach_passes_is_settings() =>
        HostCommandLine.Read(["--detach", "--Platform:Report=3"]).ShouldBe(["--Platform:Report=3"]);

    [Theory]
    [InlineData("--lgos", "Unknown option '--lgos'. Did you mean --logs?")]
    [InlineData("--instnace=x", "Unknown option '--instnace'. Did you mean --instance?")]
    [InlineData("--frobnicate", "Unknown option '--frobnicate'.")]
    [InlineData("catalog", "Unknown argument 'catalog'.")]
    public void What_nobody_knows_is_named_with_what_was_meant(string argument, string message) =>
        HostOptions.Parse([argument]).Unknown.ShouldBe([message]);

    [Fact]
    public void Names_after_only_end_where_the_next_option_begins()
    {
        HostCommandLine
            .Read(["--only", "catalog", "--Platform:Terminal=false"])
            .ShouldBe(["--Platform:Only=catalog", "--Platform:Terminal=false"]);
        HostOptions.Parse(["--only", "catalog", "--lgos"]).Unknown.ShouldBe(["Unknown option '--lgos'. Did you mean --logs?"]);
    }

    [Theory]
    [InlineData("--Section:Key", "value")]
    [InlineData("--Setting=value")]
    [InlineData("Section:Key=value")]
    public void Any_setting_can_be_given(params string[] arguments) => HostOptions.Parse(arguments).Unknown.ShouldBeEmpty();

    [Theory]
    [InlineData("no containers", "--runtime", "container")]
    [InlineData("auto or native", "--runtime", "docker")]
    [InlineData("at most 64", "--instance", "../x")]
    [InlineData("at most 64", "--instance", "a b")]
    [InlineData("run or publish", "--operation", "dance")]
    [InlineData("--stage production: dev, staging, prod, perf.", "--stage", "dev,production")]
    [InlineData("text or markdown", "--format", "html")]
    [InlineData("./up --detach", "--detach")]
    [InlineData("--instance", "--instance")]
    public void A_value_that_cannot_be_is_refused_with_the_reason(string reason, params string[] arguments) =>
        HostOptions.Parse(arguments).Problems.ShouldHaveSingleItem().ShouldContain(reason);

    [Fact]
    public void A_test_that_passes_a_wrong_value_gets_an_exception_and_goes_on_living() =>
        Should
            .Throw<DistributedApplicationException>(() => HostCommandLine.Read(["--runtime", "container"]))
            .Message.ShouldContain("--runtime");

    [Fact]
    public void A_test_may_pass_what_only_its_AppHost_knows() => HostCommandLine.Read(["--mine"]).ShouldBe(["--mine"]);

    [Theory]
    [InlineData("logs", "logs", 0)]
    [InlineData("lgos", "logs", 1)]
    [InlineData("log", "logs", 1)]
    [InlineData("", "logs", 4)]
    public void Letters_apart(string from, string to, int distance) => EditDistance.Between(from, to).ShouldBe(distance);
}
