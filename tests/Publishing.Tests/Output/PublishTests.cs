using Aspire.Hosting;
using Aspire.Hosting.Run;
using Platform.Hosting.Deployment;

namespace Publishing.Tests.Output;

/// <summary>What a run of publish leaves on disk and says.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly PublishedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_a_target_makes_is_written_beside_the_manifest_and_the_sum_is_told()
    {
        folder.Put("test/base/a.yaml", "a: 1\n");
        folder.Put("test/dev/a.yaml", "a: 2\n", Stage.Dev);

        await folder.PublishAsync();

        folder.Paths().ShouldBe(["manifest.json", "test/base/a.yaml", "test/dev/a.yaml"]);
        folder.Text("test/base/a.yaml").ShouldBe("a: 1\n");
        folder.Output.ToString().ShouldContain("2 files  2 new");
        folder.Error.ToString().ShouldBeEmpty();

        await folder.PublishAsync();

        folder.Output.ToString().ShouldContain("2 files  unchanged");
    }

    [Fact]
    public async Task What_is_no_longer_made_is_removed_with_its_empty_directory()
    {
        folder.Put("test/base/a.yaml", "a: 1\n");
        folder.Put("test/old/deep/b.yaml", "b: 1\n");
        await folder.PublishAsync();
        folder.Files.RemoveAt(1);

        await folder.PublishAsync();

        folder.Paths().ShouldBe(["manifest.json", "test/base/a.yaml"]);
        Directory.Exists(Path.Combine(folder.Path, "test/old")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_strangers_file_beside_ours_is_never_touched()
    {
        folder.Put("test/old/b.yaml", "b: 1\n");
        await folder.PublishAsync();
        folder.ChangeByHand("test/old/README.md", "mine");
        folder.Files.Clear();

        await folder.PublishAsync();

        folder.Paths().ShouldBe(["manifest.json", "test/old/README.md"]);
    }

    [Fact]
    public async Task A_file_changed_by_hand_is_kept_and_said_so_while_publish_has_nothing_new()
    {
        folder.Put("test/a.yaml", "a: 1\n");
        await folder.PublishAsync();
        folder.ChangeByHand("test/a.yaml", "a: by hand\n");

        await folder.PublishAsync();

        folder.Text("test/a.yaml").ShouldBe("a: by hand\n");
        folder.Error.ToString().ShouldContain("test/a.yaml: changed by hand; kept");
    }

    [Fact]
    public async Task A_file_changed_by_hand_and_by_publish_is_kept_all_others_are_written_and_the_run_fails()
    {
        folder.Put("test/a.yaml", "a: 1\n");
        folder.Put("test/b.yaml", "b: 1\n");
        await folder.PublishAsync();
        folder.ChangeByHand("test/a.yaml", "a: by hand\n");
        folder.Put("test/a.yaml", "a: 2\n");
        folder.Put("test/b.yaml", "b: 2\n");

        for (var i = 0; i < 2; i++)
        {
            var failure = await Should.ThrowAsync<DistributedApplicationException>(() => folder.PublishAsync());
            failure.Message.ShouldContain("--overwrite");
            folder.Error.ToString().ShouldContain("test/a.yaml: changed by hand; kept. Publish wrote it last with ");
            folder.Text("test/a.yaml").ShouldBe("a: by hand\n");
            folder.Text("test/b.yaml").ShouldBe("b: 2\n");
        }

        await folder.PublishAsync("--overwrite", "test/a.yaml");

        folder.Text("test/a.yaml").ShouldBe("a: 2\n");
    }

    [Fact]
    public async Task A_file_that_publish_did_not_write_is_kept()
    {
        folder.Put("test/a.yaml", "a: 1\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "test"));
        folder.ChangeByHand("test/a.yaml", "somebody's\n");

        await Should.ThrowAsync<DistributedApplicationException>(() => folder.PublishAsync());

        folder.Text("test/a.yaml").ShouldBe("somebody's\n");
        folder.Error.ToString().ShouldContain("test/a.yaml: publish did not write it; kept");
    }

    [Fact]
    public async Task A_file_changed_by_hand_that_is_no_longer_made_is_kept_once_and_is_its_makers_then()
    {
        folder.Put("test/a.yaml", "a: 1\n");
        await folder.PublishAsync();
        folder.ChangeByHand("test/a.yaml", "a: by hand\n");
        folder.Files.Clear();

        await folder.PublishAsync();
        folder.Error.ToString().ShouldContain("takes it for yours");
        await folder.PublishAsync();

        folder.Error.ToString().ShouldBeEmpty();
        folder.Text("test/a.yaml").ShouldBe("a: by hand\n");
    }

    [Fact]
    public async Task A_file_that_people_fill_in_is_merged()
    {
        folder.Files.Add(new("test/.env", "KEY=\n", "test") { Merge = text => text.Contains("NEW") ? text : text + "NEW=\n" });
        await folder.PublishAsync();
        folder.ChangeByHand("test/.env", "KEY=secret\n");

        await folder.PublishAsync();
        await folder.PublishAsync();

        folder.Text("test/.env").ShouldBe("KEY=secret\nNEW=\n");
        folder.Error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_stage_is_published_without_touching_another()
    {
        Put("1");
        await folder.PublishAsync();
        folder.Put("test/dev/a.yaml", "a: dev2\n", Stage.Dev);
        folder.Files.RemoveAll(file => file.Path == "test/prod/b.yaml");
        folder.Put("test/prod/a.yaml", "a: prod2\n", Stage.Prod);

        await folder.PublishAsync("--stage", "dev");

        folder.Text("test/dev/a.yaml").ShouldBe("a: dev2\n");
        folder.Text("test/prod/a.yaml").ShouldBe("a: prod1\n");
        folder.Has("test/prod/b.yaml").ShouldBeTrue();
        folder.Has("manifest.json").ShouldBeTrue();

        await folder.PublishAsync("--stage", "staging,prod");

        folder.Text("test/prod/a.yaml").ShouldBe("a: prod2\n");
        folder.Has("test/prod/b.yaml").ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_of_all_stages_does_not_change_under_stages_that_are_left_alone()
    {
        Put("1");
        await folder.PublishAsync("--stage", "dev");
        Put("2");
        await folder.PublishAsync("--stage", "dev");
        folder.Text("test/base/a.yaml").ShouldBe("a: base2\n");
        await folder.PublishAsync();
        Put("3");

        var failure = await Should.ThrowAsync<DistributedApplicationException>(() => folder.PublishAsync("--stage", "dev"));

        failure.Message.ShouldContain("test/base/a.yaml");
        failure.Message.ShouldContain("prod");
        folder.Text("test/base/a.yaml").ShouldBe("a: base2\n");
        folder.Text("test/dev/a.yaml").ShouldBe("a: dev2\n");
    }

    [Fact]
    public async Task One_target_is_published_without_touching_another()
    {
        folder.Put("test/a.yaml", "a: 1\n");
        await folder.PublishAsync();
        folder.Files.Clear();

        await folder.PublishAsync("--target", "manifest");

        folder.Has("test/a.yaml").ShouldBeTrue();
        (await Should.ThrowAsync<UsageException>(() => folder.PublishAsync("--target", "nomad"))).Message.ShouldContain("test, manifest");
    }

    [Fact]
    public async Task Check_writes_nothing()
    {
        folder.Put("test/a.yaml", "a: 1\n");

        await folder.PublishAsync("--step", "check");

        Directory.Exists(folder.Path).ShouldBeFalse();
        folder.Output.ToString().ShouldContain("Every policy holds");
    }

    [Fact]
    public async Task A_broken_policy_is_told_with_its_remedy_and_nothing_is_written()
    {
        folder.Put("test/a.yaml", "a: 1\n");

        await Should.ThrowAsync<DistributedApplicationException>(() =>
            folder.PublishAsync(builder => builder.AddContainer("cache", "redis", "latest"))
        );

        Directory.Exists(folder.Path).ShouldBeFalse();
        folder.Error.ToString().ShouldContain("cache  ImageTag: ");
    }

    private void Put(string version)
    {
        folder.Put("test/base/a.yaml", $"a: base{version}\n");
        folder.Put("test/dev/a.yaml", $"a: dev{version}\n", Stage.Dev);
        folder.Put("test/prod/a.yaml", $"a: prod{version}\n", Stage.Prod);
        folder.Put("test/prod/b.yaml", $"b: prod{version}\n", Stage.Prod);
    }
}
