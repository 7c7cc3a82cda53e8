using Aspire.Hosting;

namespace Publishing.Tests.Output;

public sealed class DiffTests : IDisposable
{
    private const string Ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n";
    private readonly PublishedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_diff_reads_as_diff_u_does_and_changes_nothing()
    {
        folder.Put("test/a.txt", Ten);
        folder.Put("test/gone.txt", "x\n");
        await folder.PublishAsync();
        folder.Put(
            "test/a.txt",
            Ten.Replace("3\n", "three\n", StringComparison.Ordinal).Replace("20\n", "20\n21\n", StringComparison.Ordinal)
        );
        folder.Put("test/new.txt", "y\n");
        folder.Files.RemoveAll(file => file.Path == "test/gone.txt");

        await folder.PublishAsync("--step", "diff");

        folder
            .Output.ToString()
            .ShouldBe(
                """
                --- a/test/a.txt
                +++ b/test/a.txt
                @@ -1,6 +1,6 @@
                 1
                 2
                -3
                +three
                 4
                 5
                 6
                @@ -10,7 +10,7 @@
                 10
                 11
                 12
                -13
                +1three
                 14
                 15
                 16
                @@ -18,3 +18,4 @@
                 18
                 19
                 20
                +21
                --- a/test/gone.txt
                +++ /dev/null
                @@ -1,1 +0,0 @@
                -x
                --- /dev/null
                +++ b/test/new.txt
                @@ -0,0 +1,1 @@
                +y
                3 files: 1 new, 1 changed, 1 removed.

                """
            );
        folder.Text("test/a.txt").ShouldBe(Ten);
        folder.Has("test/new.txt").ShouldBeFalse();
    }

    [Fact]
    public async Task Patch_takes_the_diff()
    {
        var patch = Support.Tools.Require("patch", "that patch applies the diff", "apt-get install patch");
        var random = new Random(17);
        for (var round = 0; round < 8; round++)
        {
            folder.Files.Clear();
            folder.Put("test/a.txt", Lines(random));
            await folder.PublishAsync("--overwrite", "all");
            var after = Lines(random);
            folder.Put("test/a.txt", after);
            await folder.PublishAsync("--step", "diff");

            (await Support.Tools.RunAsync(patch, ["-p1", "--quiet"], folder.Path, folder.Output.ToString())).ShouldSucceed();

            folder.Text("test/a.txt").ShouldBe(after);
        }
    }

    [Fact]
    public async Task Differences_fail_only_where_that_is_asked_for()
    {
        folder.Put("test/a.txt", "1\n");

        await folder.PublishAsync("--step", "diff");
        await Should.ThrowAsync<DistributedApplicationException>(() => folder.PublishAsync("--step", "diff", "--exit-code"));
        await folder.PublishAsync();
        await folder.PublishAsync("--step", "diff", "--exit-code");

        folder.Output.ToString().ShouldBe("Nothing would change.\n");
    }

    [Fact]
    public async Task As_a_comment_it_is_a_table_and_a_fold_for_each_file()
    {
        folder.Put("test/a.md", "```\n1\n```\n");

        await folder.PublishAsync("--step", "diff", "--format", "markdown", "--target", "test");

        folder
            .Output.ToString()
            .ShouldBe(
                """
                ### Published output

                | target | stage | new | changed | removed |
                |---|---|---|---|---|
                | test | all | 1 | 0 | 0 |

                <details><summary><code>test/a.md</code> (new)</summary>

                ````diff
                --- /dev/null
                +++ b/test/a.md
                @@ -0,0 +1,3 @@
                +```
                +1
                +```
                ````

                </details>

                """
            );
    }

    private static string Lines(Random random) =>
        string.Concat(
            Enumerable.Range(0, 40).Where(_ => random.Next(4) > 0).Select(i => random.Next(5) == 0 ? $"x{random.Next(9)}\n" : $"{i}\n")
        );
}
