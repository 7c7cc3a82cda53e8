using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Platform.Mocks.Tests.OnPremises;

/// <summary>Clients that know nothing of us: AWS's JavaScript SDK for the queue, the AWS command line for both.</summary>
public sealed class ClientTests
{
    private static readonly string[] Credentials =
    [
        "AWS_ACCESS_KEY_ID=a",
        "AWS_SECRET_ACCESS_KEY=b",
        "AWS_DEFAULT_REGION=ap-northeast-2",
        "AWS_PAGER=",
        "AWS_EC2_METADATA_DISABLED=true",
    ];

    [Fact]
    public async Task The_JavaScript_SDK_finds_a_queue()
    {
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".cache",
            "platform-tests",
            "client-sqs-3"
        );
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-sqs")))
        {
            Directory.CreateDirectory(folder);
            var (installed, log) = await RunAsync(
                "npm",
                ["install", "--no-audit", "--no-fund", "--prefix", folder, "@aws-sdk/client-sqs@3"],
                folder
            );
            if (installed != 0)
                Assert.Skip($"npm could not install @aws-sdk/client-sqs, so the queue was not tried with AWS's SDK: {log}");
        }
        await using var premises = await Premises.StartAsync();
        var script = Path.Combine(AppContext.BaseDirectory, "Clients", "sqs.mjs");
        var (code, output) = await RunAsync("node", [script, premises.Url], folder);
        code.ShouldBe(0, output);
        var said = JsonNode.Parse(output.Split('\n').First(line => line.StartsWith('{')))!;
        ((bool)said["same"]!).ShouldBeTrue();
        said["bodies"]!.AsArray().Select(body => (string)body!).ShouldBe(["한글 <&> \"", "b1", "b2"]);
        ((string)said["kind"]!, (int)said["deleted"]!, (string)said["left"]!, (int)said["queues"]!).ShouldBe(("x", 2, "0+0", 3));
        ((string)said["error"]!).ShouldBe("QueueDoesNotExist");
    }

    [Fact]
    public async Task The_command_line_sends_and_receives()
    {
        var (missing, version) = await RunAsync("aws", ["--version"], Path.GetTempPath());
        if (missing != 0 || !SpeaksJson(version))
            Assert.Skip($"This aws speaks SQS's older query protocol or is absent ({version.Trim()}): the queue was not tried with it.");
        await using var premises = await Premises.StartAsync();
        var (sent, log) = await AwsAsync(premises, "sqs", "send-message", "--queue-url", premises.Queue, "--message-body", "from aws");
        sent.ShouldBe(0, log);
        var (received, text) = await AwsAsync(
            premises,
            "sqs",
            "receive-message",
            "--queue-url",
            premises.Queue,
            "--wait-time-seconds",
            "5"
        );
        received.ShouldBe(0, text);
        ((string)JsonNode.Parse(text)!["Messages"]![0]!["Body"]!).ShouldBe("from aws");
        var (none, error) = await AwsAsync(premises, "sqs", "get-queue-url", "--queue-name", "none");
        none.ShouldNotBe(0);
        error.ShouldContain("NonExistentQueue");
    }

    [Fact]
    public async Task The_command_line_invokes_a_function()
    {
        if ((await RunAsync("aws", ["--version"], Path.GetTempPath())).Code != 0)
            Assert.Skip("There is no aws here (apt-get install awscli): the function was not tried with it.");
        await using var premises = await Premises.StartAsync();
        var file = Path.GetTempFileName();
        try
        {
            var (code, text) = await AwsAsync(premises, "lambda", "invoke", "--function-name", "process-file", file);
            code.ShouldBe(0, text);
            ((int)JsonNode.Parse(text)!["StatusCode"]!).ShouldBe(200);
            ((string)JsonNode.Parse(await File.ReadAllTextAsync(file))!["processed_by"]!).ShouldBe("lambda:process-file");
            var (absent, error) = await AwsAsync(premises, "lambda", "invoke", "--function-name", "none", file);
            absent.ShouldNotBe(0);
            error.ShouldContain("ResourceNotFoundException");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>1.31 and 2.14 were the first whose SQS is JSON.</summary>
    private static bool SpeaksJson(string version)
    {
        var name = version.Split(' ')[0].Split('/');
        return name.Length == 2
            && Version.TryParse(name[1], out var number)
            && (number.Major == 1 ? number >= new Version(1, 31) : number >= new Version(2, 14));
    }

    private static Task<(int Code, string Output)> AwsAsync(Premises premises, params string[] arguments) =>
        RunAsync("aws", [.. arguments, "--endpoint-url", premises.Url], Path.GetTempPath());

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var variable in Credentials)
            start.Environment[variable.Split('=')[0]] = variable.Split('=')[1];
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (-1, absent.Message);
        }
    }
}
