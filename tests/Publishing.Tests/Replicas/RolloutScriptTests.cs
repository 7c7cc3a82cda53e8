using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Rollouts;
using Publishing.Tests.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Replicas;

public sealed class RolloutScriptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rollout-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Shellcheck_finds_nothing()
    {
        var shellcheck = Tools.Require("shellcheck", "that the rollout script is sound", "apt-get install shellcheck");
        (await Tools.RunAsync(shellcheck, [Script()])).ShouldSucceed();
    }

    [Fact]
    public async Task A_canary_that_fares_well_takes_over()
    {
        var (result, calls) = await RunAsync("canary", requests: "1000", errors: "3");

        result.ShouldSucceed();
        calls.ShouldBe([
            "set image deployment/api-canary api=api:2",
            "rollout status deployment/api-canary",
            "set image deployment/api api=api:2",
            "rollout status deployment/api",
        ]);
    }

    [Theory]
    [InlineData("1000", "30")]
    [InlineData("", "")]
    public async Task A_canary_that_fails_or_that_nobody_asked_goes_back(string requests, string errors)
    {
        var (result, calls) = await RunAsync("canary", requests, errors);

        result.ExitCode.ShouldBe(1, result.Output + result.Error);
        calls[^1].ShouldBe("set image deployment/api-canary api=api:1");
        calls.ShouldNotContain("set image deployment/api api=api:2");
    }

    [Fact]
    public async Task What_measures_nothing_is_judged_by_readiness_if_one_says_so()
    {
        var (result, calls) = await RunAsync("green", requests: "", errors: "", unmeasured: "ok");

        result.ShouldSucceed();
        calls.ShouldContain("set image deployment/api api=api:2");
    }

    [Fact]
    public async Task Green_serves_while_blue_gets_the_version_and_then_rests()
    {
        var (result, calls) = await RunAsync("green", requests: "1000", errors: "0");

        result.ShouldSucceed();
        calls.ShouldBe([
            "scale deployment/api-green --replicas=3",
            "set image deployment/api-green api=api:2",
            "rollout status deployment/api-green",
            "patch service api green",
            "set image deployment/api api=api:2",
            "rollout status deployment/api",
            "patch service api blue",
            "scale deployment/api-green --replicas=0",
        ]);
    }

    [Fact]
    public async Task Green_that_does_not_start_never_serves()
    {
        var (result, calls) = await RunAsync("green", requests: "1", errors: "0", fails: "rollout");

        result.ExitCode.ShouldNotBe(0);
        calls.ShouldNotContain("patch service api green");
        calls.TakeLast(2).ShouldBe(["patch service api blue", "scale deployment/api-green --replicas=0"]);
    }

    [Fact]
    public async Task A_workload_without_a_second_set_is_told_how_it_is_rolled_over()
    {
        var (result, calls) = await RunAsync("none", requests: "", errors: "");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("kubectl --namespace shop set image deployment/api api=api:2");
        calls.ShouldBeEmpty();
    }

    private string Script()
    {
        var model = new Shop(Stage.Prod).Add("api", api => api.WithRollout(new(RolloutStrategy.Canary))).Context().Model;
        var file = RolloutScript.Of([model], "kubernetes").ShouldNotBeNull();
        file.IsExecutable.ShouldBeTrue();
        var path = Path.Combine(folder.FullName, "rollout.sh");
        File.WriteAllText(path, file.Text);
        return path;
    }

    // A kubectl that says what it was asked to do; what it answers is the test's.
    private async Task<(ToolResult Result, IReadOnlyList<string> Calls)> RunAsync(
        string second,
        string requests,
        string errors,
        string fails = "nothing",
        string unmeasured = "no"
    )
    {
        Tools.Require("jq", "that the rollout script does what it says", "apt-get install jq");
        var log = Path.Combine(folder.FullName, "calls");
        await File.WriteAllTextAsync(log, "");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "kubectl"),
            $$$"""
            #!/bin/bash
            [ "$1" = --namespace ] && { [ "$2" = shop ] || exit 9; shift 2; }
            case "$1 $2" in
              "get deployment") case "$3 $*" in
                  *status.replicas*) echo 3 ;;
                  *image*) echo api:1 ;;
                  api-{{{second}}}\ *) ;;
                  *) exit 1 ;;
                esac ;;
              "get --raw") case "$3" in *5..*) value='{{{errors}}}' ;; *) value='{{{requests}}}' ;; esac
                if [ -n "$value" ]; then echo "{\"data\":{\"result\":[{\"value\":[0,\"$value\"]}]}}"; else echo '{"data":{"result":[]}}'; fi ;;
              "patch service") [[ "$*" =~ (blue|green) ]]; echo "patch service $3 ${BASH_REMATCH[1]}" >>'{{{log}}}' ;;
              *) all="$*"; echo "${all/ --timeout=10m/}" >>'{{{log}}}'; [ "$1" != '{{{fails}}}' ] ;;
            esac
            """
        );
        var result = await Tools.RunAsync(
            "/bin/bash",
            ["-c", "chmod +x kubectl; PATH=$PWD:$PATH UNMEASURED=$1 exec bash \"$0\" api api:2 0", Script(), unmeasured],
            folder.FullName
        );
        return (result, await File.ReadAllLinesAsync(log));
    }
}
