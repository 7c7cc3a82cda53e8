using Platform.Engines.Storage;

namespace Storage.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    private string Data => _sandbox["data"];

    [Fact]
    public void One_process_at_a_time_and_the_error_names_the_holder()
    {
        using var first = DataDirectory.Open(Data, "kafka/1");

        var refusal = Should.Throw<StorageException>(() => DataDirectory.Open(Data, "kafka/1"));

        refusal.Message.ShouldContain($"in use by process {Environment.ProcessId}");
    }

    [Fact]
    public void The_lock_is_free_after_the_holder_let_go()
    {
        DataDirectory.Open(Data, "kafka/1").Dispose();

        using var second = DataDirectory.Open(Data, "kafka/1");

        second.Path.ShouldBe(Data);
    }

    [Fact]
    public void Data_of_another_format_is_refused_and_left_alone()
    {
        DataDirectory.Open(Data, "kafka/1").Dispose();
        File.WriteAllText(Path.Combine(Data, "log"), "kept");

        Should.Throw<StorageException>(() => DataDirectory.Open(Data, "s3/1")).Message.ShouldContain("'kafka/1'");

        File.ReadAllText(Path.Combine(Data, "log")).ShouldBe("kept");
    }

    [Fact]
    public void A_directory_of_somebody_else_is_refused()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "thesis.txt"), "");

        Should.Throw<StorageException>(() => DataDirectory.Open(Data, "s3/1")).Message.ShouldContain("Name an empty directory");
    }

    [Fact]
    public void A_wipe_removes_everything_and_one_that_was_interrupted_is_finished()
    {
        DataDirectory.Open(Data, "s3/1").Dispose();
        DataDirectory.Wipe(Data);
        Directory.EnumerateFileSystemEntries(_sandbox.Root).ShouldBeEmpty();

        Directory.CreateDirectory(Data + ".wiped-0123");
        DataDirectory.Open(Data, "s3/1").Dispose();

        Directory.EnumerateFileSystemEntries(_sandbox.Root).ShouldBe([Data]);
    }

    [Fact]
    public void A_snapshot_comes_back()
    {
        using (var data = DataDirectory.Open(Data, "s3/1"))
        {
            data.BeginSnapshot(_sandbox["snapshot"]);
            Write(_sandbox["snapshot"], "blobs/1", "then");
            Write(Data, "blobs/2", "later");
        }

        DataDirectory.Restore(_sandbox["snapshot"], Data);

        using var restored = DataDirectory.Open(Data, "s3/1");
        File.ReadAllText(Path.Combine(Data, "blobs/1")).ShouldBe("then");
        File.Exists(Path.Combine(Data, "blobs/2")).ShouldBeFalse();
        File.ReadAllText(Path.Combine(_sandbox["snapshot"], "blobs/1")).ShouldBe("then");
    }

    [Fact]
    public void A_restore_that_was_interrupted_after_its_copy_is_finished_at_the_next_opening()
    {
        using (var data = DataDirectory.Open(Data, "s3/1"))
        {
            Write(Data, "log", "old");
            data.BeginSnapshot(Data + ".restored");
            Write(Data + ".restored", "log", "new");
        }

        using var restored = DataDirectory.Open(Data, "s3/1");

        File.ReadAllText(Path.Combine(Data, "log")).ShouldBe("new");
    }

    [Fact]
    public void A_restore_that_was_interrupted_within_its_copy_never_happened()
    {
        DataDirectory.Open(Data, "s3/1").Dispose();
        Write(Data, "log", "old");
        Write(Data + ".restoring-77", "log", "half");

        using var data = DataDirectory.Open(Data, "s3/1");

        File.ReadAllText(Path.Combine(Data, "log")).ShouldBe("old");
        Directory.Exists(Data + ".restoring-77").ShouldBeFalse();
    }

    [Fact]
    public void Data_in_use_is_not_replaced()
    {
        using var data = DataDirectory.Open(Data, "s3/1");
        data.BeginSnapshot(_sandbox["snapshot"]);

        Should.Throw<StorageException>(() => DataDirectory.Restore(_sandbox["snapshot"], Data)).Message.ShouldContain("in use");
    }

    [Fact]
    public void What_is_no_snapshot_is_refused()
    {
        DataDirectory.Open(Data, "s3/1").Dispose();

        Should.Throw<StorageException>(() => DataDirectory.Restore(_sandbox["nothing"], Data)).Message.ShouldContain("no snapshot");
    }

    public void Dispose() => _sandbox.Dispose();

    private static void Write(string directory, string name, string content)
    {
        var file = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
