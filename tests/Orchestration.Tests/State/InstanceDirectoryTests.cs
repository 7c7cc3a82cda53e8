using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;

namespace Orchestration.Tests.State;

public sealed class InstanceDirectoryTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("instance directory ").FullName;

    [Theory]
    [InlineData(".git")]
    [InlineData("Shop.sln")]
    [InlineData("Shop.slnx")]
    public void Every_app_host_of_a_repository_keeps_its_state_in_one_place(string mark)
    {
        File.WriteAllText(Path.Combine(root, mark), "");

        StateOf("AppHost").ShouldBe(Path.Combine(root, ".platform", "default"));
        StateOf("other/AppHost").ShouldBe(Path.Combine(root, ".platform", "default"));
    }

    [Fact]
    public void A_solution_in_a_part_of_a_repository_is_not_its_root()
    {
        Directory.CreateDirectory(Path.Combine(root, ".git"));
        Directory.CreateDirectory(Path.Combine(root, "part"));
        File.WriteAllText(Path.Combine(root, "part", "Part.sln"), "");

        StateOf("part/AppHost").ShouldBe(Path.Combine(root, ".platform", "default"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string StateOf(string appHost)
    {
        var directory = Path.Combine(root, appHost);
        Directory.CreateDirectory(directory);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AppHost:Directory"] = directory })
            .Build();
        using var instance = new InstanceDirectory(configuration);
        return instance.Path;
    }
}
