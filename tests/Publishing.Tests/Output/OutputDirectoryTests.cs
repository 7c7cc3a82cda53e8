using Aspire.Hosting;
using Platform.Hosting.Publishing.Output;

namespace Publishing.Tests.Output;

/// <summary>What is left when writing fails, or the process is killed while it writes.</summary>
public sealed class OutputDirectoryTests : IDisposable
{
    private static readonly PublishOptions s_options = new(null, PublishScope.All, []);
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("platform-output-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Killed_at_any_moment_the_old_files_stand_or_the_next_run_finishes_the_new()
    {
        for (var moment = 0; ; moment++)
        {
            var path = Path.Combine(root.FullName, $"{moment}");
            OutputDirectory.Open(path).Write(Tree("old", "removed", "same"), s_options);
            var before = Read(path);
            var killed = new FailingOperations(moment, FailingOperations.Killed);

            var isDone = !Throws<OperationCanceledException>(() =>
                OutputDirectory.Open(path, killed).Write(Tree("new", "added", "same"), s_options)
            );

            if (!killed.HasJournal && !isDone)
            {
                Read(path).ShouldBe(before, $"killed at {moment}");
            }
            OutputDirectory.Open(path).Write(Tree("new", "added", "same"), s_options).Conflicts.ShouldBeEmpty();
            Read(path).ShouldBe(["a/added.txt=new", "a/same.txt=new", "b.txt=new"], $"killed at {moment}");
            Directory.Exists(Path.Combine(path, ".platform-publish")).ShouldBeFalse();
            if (isDone)
            {
                moment.ShouldBeGreaterThan(8);
                return;
            }
        }
    }

    [Fact]
    public void A_run_that_was_killed_is_finished_by_one_that_writes_something_else()
    {
        var path = root.FullName;
        OutputDirectory.Open(path).Write(Tree("old", "x", "y"), s_options);
        var killed = new FailingOperations(9, FailingOperations.Killed);
        Should.Throw<OperationCanceledException>(() => OutputDirectory.Open(path, killed).Write(Tree("new", "x", "y"), s_options));
        killed.HasJournal.ShouldBeTrue();

        var plan = OutputDirectory.Open(path).Write(Tree("newest", "x", "y"), s_options);

        plan.Conflicts.ShouldBeEmpty();
        Read(path).ShouldBe(["a/x.txt=newest", "a/y.txt=newest", "b.txt=newest"]);
    }

    [Fact]
    public void With_a_full_disk_the_old_files_stand_and_nothing_else_is_left()
    {
        for (var moment = 1; moment < 5; moment++)
        {
            var path = Path.Combine(root.FullName, $"{moment}");
            OutputDirectory.Open(path).Write(Tree("old", "removed", "same"), s_options);
            var before = Read(path);
            var full = new FailingOperations(moment, () => new IOException("No space left on device"));

            var failure = Should.Throw<DistributedApplicationException>(() =>
                OutputDirectory.Open(path, full).Write(Tree("new", "added", "same"), s_options)
            );

            failure.Message.ShouldContain("No space left on device Nothing was changed");
            Read(path).ShouldBe(before);
            Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).Order().ShouldBe([".platform-publish.json", "a", "b.txt"]);
        }
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(root.FullName, "elsewhere")).FullName;
        var path = Directory.CreateDirectory(Path.Combine(root.FullName, "out")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(path, "a"), elsewhere);

        var failure = Should.Throw<DistributedApplicationException>(() => OutputDirectory.Open(path).Write(Tree("1", "x", "y"), s_options));

        failure.Message.ShouldContain($"is a link to {elsewhere}");
        Directory.EnumerateFileSystemEntries(elsewhere).ShouldBeEmpty();
        File.Exists(Path.Combine(path, "b.txt")).ShouldBeFalse();
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named_with_what_to_do()
    {
        var file = Path.Combine(root.FullName, "file");
        File.WriteAllText(file, "");

        Should.Throw<DistributedApplicationException>(() => OutputDirectory.Open(file)).Message.ShouldContain("is a file");
        Should
            .Throw<DistributedApplicationException>(() =>
                OutputDirectory.Open(Path.Combine(file, "below")).Write(Tree("1", "x", "y"), s_options)
            )
            .Message.ShouldContain("give another --output-path");
    }

    [Theory]
    [InlineData("../a", "not below")]
    [InlineData("a//b", "not below")]
    [InlineData("/a", "not below")]
    [InlineData("a/con.txt", "Windows")]
    [InlineData("a/b:c", "Windows")]
    [InlineData("a/b.", "Windows")]
    [InlineData(".platform-publish.json", "own")]
    [InlineData("base/A.yaml", "case only")]
    [InlineData("BASE/b.yaml", "case only")]
    [InlineData("base/a.yaml/c", "is a file")]
    [InlineData("base", "is a directory")]
    [InlineData("base/a.yaml", "written twice")]
    public void A_path_that_some_file_system_cannot_hold_is_refused(string path, string reason)
    {
        var tree = new OutputTree();
        tree.Add(new OutputFile("base/a.yaml", "", "test"));

        Should.Throw<InvalidOperationException>(() => tree.Add(new OutputFile(path, "", "test"))).Message.ShouldContain(reason);
    }

    private static OutputTree Tree(string text, string one, string other)
    {
        var tree = new OutputTree();
        foreach (var path in new[] { $"a/{one}.txt", $"a/{other}.txt", "b.txt" })
        {
            tree.Add(new OutputFile(path, text, "test"));
        }
        return tree;
    }

    private static string[] Read(string path) =>
        [
            .. Directory
                .EnumerateFiles(path, "*.txt", SearchOption.AllDirectories)
                .Select(file => $"{Path.GetRelativePath(path, file)}={File.ReadAllText(file)}")
                .Order(StringComparer.Ordinal),
        ];

    private static bool Throws<TException>(Action act)
        where TException : Exception
    {
        try
        {
            act();
            return false;
        }
        catch (TException)
        {
            return true;
        }
    }

    /// <summary>Fails at one call; of a process that was killed, at all that follow.</summary>
    private sealed class FailingOperations(int moment, Func<Exception> failure) : IFileOperations
    {
        private int calls;
        private bool isDead;

        public static Exception Killed() => new OperationCanceledException("killed");

        public bool HasJournal { get; private set; }

        public void CreateDirectory(string path) => Do(() => FileOperations.Instance.CreateDirectory(path));

        public void Write(string path, byte[] bytes, bool isExecutable) =>
            Do(() => FileOperations.Instance.Write(path, bytes, isExecutable));

        public void Move(string from, string to)
        {
            Do(() => FileOperations.Instance.Move(from, to));
            HasJournal |= to.EndsWith("journal.json", StringComparison.Ordinal);
        }

        public void Delete(string path) => Do(() => FileOperations.Instance.Delete(path));

        public void DeleteDirectory(string path, bool recursive) => Do(() => FileOperations.Instance.DeleteDirectory(path, recursive));

        private void Do(Action act)
        {
            var isMoment = calls++ == moment;
            if (isDead || isMoment)
            {
                var exception = failure();
                isDead = exception is OperationCanceledException;
                throw exception;
            }
            act();
        }
    }
}
