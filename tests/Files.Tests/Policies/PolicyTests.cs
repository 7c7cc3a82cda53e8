using Files.Policies;

namespace Files.Tests.Policies;

public sealed class PolicyTests
{
    private static readonly string[] Everywhere = ["aws", "oci", "onpremises"];
    private static readonly string[] Everybody = ["worker", "queue", "function", "gpu"];

    [Fact]
    public void Without_rules_a_file_goes_to_the_default() => Storage([]).Choose(new("file", "text/plain", 10)).Target.ShouldBe("aws");

    [Fact]
    public void What_is_asked_for_wins_over_every_rule_if_it_is_there()
    {
        var policy = Storage([new() { Target = "oci" }]);
        policy.Choose(new("file", "text/plain", 10, "onpremises")).Target.ShouldBe("onpremises");
        policy.Choose(new("file", "text/plain", 10, "moon")).Refusal.ShouldBe("'moon' is not one of: aws, oci, onpremises.");
        policy.Choose(new("file", "text/plain", 10, "")).Target.ShouldBe("oci");
    }

    [Theory]
    [InlineData("image/png", 999L, "file", "aws")]
    [InlineData("image/png", 1000L, "file", "oci")]
    [InlineData("image/webp", 2000L, "file", "oci")]
    [InlineData("image/webp", 2001L, "file", "aws")]
    [InlineData("image/png", null, "file", "aws")]
    [InlineData("text/csv", null, "file", "onpremises")]
    [InlineData("text/plain", 1000L, "file", "aws")]
    [InlineData("audio/midi", 1L, "sheetmusic", "onpremises")]
    public void The_first_rule_that_fits_type_size_and_kind_decides(string type, long? size, string kind, string target)
    {
        var policy = Storage([
            new()
            {
                Types = { "image/*" },
                MinBytes = 1000,
                MaxBytes = 2000,
                Target = "oci",
            },
            new() { Types = { "text/csv", "application/json" }, Target = "onpremises" },
            new() { Kind = "sheetmusic", Target = "onpremises" },
        ]);
        policy.Choose(new(kind, type, size)).Target.ShouldBe(target);
    }

    [Fact]
    public void Rules_for_what_is_not_connected_are_passed_over()
    {
        StorageRule[] rules = [new() { Target = "oci" }, new() { Target = "onpremises" }];
        new StoragePolicy(rules, "aws", ["aws", "onpremises"]).Choose(new("file", "a/b", 1)).Target.ShouldBe("onpremises");
        new StoragePolicy(rules, "aws", ["aws"]).Choose(new("file", "a/b", 1)).Target.ShouldBe("aws");
        new StoragePolicy([], "aws", ["onpremises"]).Choose(new("file", "a/b", 1)).Target.ShouldBe("onpremises");
        new StoragePolicy(rules, "aws", []).Choose(new("file", "a/b", 1)).Refusal.ShouldBe("This service is connected to none.");
    }

    [Theory]
    [InlineData("aws", 10L, null, "worker")]
    [InlineData("aws", 10L, "inference", "gpu")]
    [InlineData("aws", 300_000_000L, null, "queue")]
    [InlineData("onpremises", 300_000_000L, "inference", "gpu")]
    public void Without_rules_inference_is_the_GPUs_and_large_files_are_the_queues(
        string storedOn,
        long size,
        string? analysis,
        string target
    )
    {
        var options = new ProcessingOptions
        {
            QueueUrl = "http://q/0/q",
            GpuEndpoint = "http://g",
            FunctionEndpoint = "http://f",
        };
        ConfiguredPolicies.Of(options).Choose(new("file", "application/pdf", size, storedOn, analysis)).Target.ShouldBe(target);
        ConfiguredPolicies
            .Of(new ProcessingOptions())
            .Choose(new("file", "application/pdf", size, storedOn, analysis))
            .Target.ShouldBe("worker");
    }

    [Fact]
    public void Where_a_file_is_can_decide_who_processes_it()
    {
        var policy = new ProcessingPolicy([new() { StoredOn = "onpremises", Target = "gpu" }], "worker", Everybody);
        policy.Choose(new("file", "a/b", 1, "onpremises")).Target.ShouldBe("gpu");
        policy.Choose(new("file", "a/b", 1, "aws")).Target.ShouldBe("worker");
        policy.Choose(new("file", "a/b", 1, "onpremises", Requested: "function")).Target.ShouldBe("function");
    }

    [Fact]
    public void From_a_gibibyte_on_files_go_to_the_second_store()
    {
        var policy = ConfiguredPolicies.Of(new StorageOptions(), Everywhere);
        policy.Choose(new("file", "a/b", (1L << 30) - 1)).Target.ShouldBe("aws");
        policy.Choose(new("file", "a/b", 1L << 30)).Target.ShouldBe("oci");
    }

    private static StoragePolicy Storage(StorageRule[] rules) => new(rules, "aws", Everywhere);
}
