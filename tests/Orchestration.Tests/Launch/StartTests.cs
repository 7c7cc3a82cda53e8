using System.Text;
using Platform.Hosting;
using static Orchestration.Tests.Launch.Children;

namespace Orchestration.Tests.Launch;

public class StartTests
{
    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -SEGV $$", 139)]
    public async Task Completion_gives_the_exit_code_and_128_plus_the_signal(string script, int expected)
    {
        await using var run = await StartAsync(Sh(script));
        (await run.Completion.WaitAsync(Patience)).ShouldBe(expected);
    }

    [Fact]
    public async Task Output_error_and_input_are_pipes_of_their_own()
    {
        var spec = Sh("cat; echo wrong >&2") with { StandardInput = Encoding.UTF8.GetBytes("비밀번호") };
        await using var run = await StartAsync(spec);
        (await ReadAllAsync(run.Output)).ShouldBe("비밀번호");
        (await ReadAllAsync(run.Error)).ShouldBe("wrong\n");
    }

    [Fact]
    public async Task Input_larger_than_a_pipe_arrives_whole()
    {
        await using var run = await StartAsync(Sh("wc -c") with { StandardInput = new byte[1_000_000] });
        (await ReadAllAsync(run.Output)).Trim().ShouldBe("1000000");
    }

    [Fact]
    public async Task A_child_that_does_not_read_its_input_harms_nobody()
    {
        await using var run = await StartAsync(Sh("exit 4") with { StandardInput = new byte[1_000_000] });
        (await run.Completion.WaitAsync(Patience)).ShouldBe(4);
    }

    [Fact]
    public async Task Environment_is_the_hosts_with_the_changes()
    {
        var spec = Sh("echo $ADDED-${HOME-gone}-${PATH:+path}") with
        {
            Environment = new Dictionary<string, string?> { ["ADDED"] = "a=b c", ["HOME"] = null },
        };
        await using var run = await StartAsync(spec);
        (await ReadLineAsync(run.Output)).ShouldBe("a=b c-gone-path");
    }

    [Fact]
    public async Task A_child_leads_its_own_session_in_its_directory_with_no_file_of_the_host()
    {
        await using var ignored = File.Open(Path.GetTempFileName(), FileMode.Open);
        var directory = Directory.CreateTempSubdirectory("with space ").FullName;
        var script = "pwd; cut -d' ' -f6 /proc/$$/stat; grep SigIgn /proc/$$/status | cut -f2; exec ls /proc/self/fd";
        await using var run = await StartAsync(Sh(script) with { WorkingDirectory = directory });
        var lines = (await ReadAllAsync(run.Output)).Split('\n');
        lines[0].ShouldBe(directory);
        lines[1].ShouldBe(run.ProcessId.ToString());

        // The C library ignores two signals of its own (32, 33).
        (Convert.ToUInt64(lines[2], 16) & 0x7FFFFFFF).ShouldBe(0ul);

        // The last is the directory that ls reads.
        lines[3..].ShouldBe(["0", "1", "2", "3", ""]);
    }

    [Fact]
    public async Task Programs_are_found_in_PATH_and_relative_to_the_directory()
    {
        var directory = Directory.CreateTempSubdirectory("bin").FullName;
        var program = Path.Combine(directory, "greet");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho hello $1\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var byPath = Sh("") with
        {
            FileName = "greet",
            Arguments = ["a b"],
            Environment = new Dictionary<string, string?> { ["PATH"] = $"/nowhere:{directory}:/bin" },
        };
        await using var first = await StartAsync(byPath);
        (await ReadLineAsync(first.Output)).ShouldBe("hello a b");

        await using var second = await StartAsync(Sh("") with { FileName = "./greet", Arguments = ["you"], WorkingDirectory = directory });
        (await ReadLineAsync(second.Output)).ShouldBe("hello you");
    }

    [Fact]
    public async Task What_cannot_start_says_what_was_tried_and_what_to_do()
    {
        var directory = Directory.CreateTempSubdirectory("bad").FullName;
        var plain = Path.Combine(directory, "plain");
        await File.WriteAllTextAsync(plain, "text");
        var orphan = Path.Combine(directory, "orphan");
        await File.WriteAllTextAsync(orphan, "#!/no/such/interpreter\n");
        var noise = Path.Combine(directory, "noise");
        await File.WriteAllTextAsync(noise, "neither script nor program");
        foreach (var file in new[] { orphan, noise })
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        (await Failure(Sh("") with { FileName = "no-such-program-here" })).ShouldContain("no such program in PATH");
        (await Failure(Sh("") with { FileName = "/no/such/file" })).ShouldContain("there is no such file");
        (await Failure(Sh("") with { FileName = directory })).ShouldContain("is a directory");
        (await Failure(Sh("") with { FileName = plain })).ShouldContain($"chmod +x '{plain}'");
        (await Failure(Sh("") with { FileName = orphan })).ShouldContain("interpreter is missing");
        (await Failure(Sh("") with { FileName = noise })).ShouldContain("#!/bin/sh");
        (await Failure(Sh("") with { WorkingDirectory = "/no/such/directory" })).ShouldContain("working directory '/no/such/directory'");

        static async Task<string> Failure(LaunchSpec spec)
        {
            var message = (await Should.ThrowAsync<LaunchException>(() => StartAsync(spec))).Message;
            message.ShouldContain("'child'");
            return message;
        }
    }

    [Fact]
    public async Task A_hundred_children_start_answer_and_stop()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => StartAsync(Sh($"echo {i}; exec sleep 300"))));
        var lines = await Task.WhenAll(runs.Select(run => ReadLineAsync(run.Output)));
        lines.Select(int.Parse).ShouldBe(Enumerable.Range(0, 100));

        await Task.WhenAll(runs.Select(run => run.StopAsync())).WaitAsync(Patience);
        runs.ShouldAllBe(run => run.Completion.IsCompleted && !Lives(run.ProcessId!.Value));
        foreach (var run in runs)
        {
            await run.DisposeAsync();
        }
    }
}
