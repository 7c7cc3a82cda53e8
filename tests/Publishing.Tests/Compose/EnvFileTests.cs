using Aspire.Hosting;
using Aspire.Hosting.Docker;
using Platform.Hosting.Publishing.Compose;

namespace Publishing.Tests.Compose;

public class EnvFileTests
{
    private static readonly CapturedEnvironmentVariable[] s_variables =
    [
        new() { Name = "REGION", Description = "Where orders are kept" },
        new() { Name = "API_URL", Description = "Where the API is" },
    ];

    [Fact]
    public void Keys_have_their_descriptions_and_no_values()
    {
        EnvFile
            .Ask(s_variables)
            .ShouldBe(
                "# Filled in by whoever deploys; publishing again keeps what stands here.\n\n# Where the API is\nAPI_URL=\n\n# Where orders are kept\nREGION=\n"
            );
    }

    [Fact]
    public void What_somebody_filled_in_stays_as_it_is_and_new_keys_are_added()
    {
        const string onDisk = "# mine\nREGION=eu-west-1\r\nexport OTHER='x'\nOLD=1";

        EnvFile.Merge(onDisk, s_variables).ShouldBe(onDisk + "\n\n# Where the API is\nAPI_URL=\n");
        EnvFile.Merge(EnvFile.Merge(onDisk, s_variables), s_variables).ShouldBe(EnvFile.Merge(onDisk, s_variables));
    }

    [Fact]
    public async Task The_file_on_disk_is_merged_by_the_target()
    {
        var output = await ComposeOutput.OfAsync(builder =>
            builder
                .AddContainer("api", "docker.io/acme/api", "1.0")
                .WithEnvironment("REGION", builder.AddParameter("region", "eu-west-1", publishValueAsDefault: true))
        );
        var file = output.Tree.Find("compose/.env")!;

        file.Text.ShouldContain("\nREGION=\n");
        ((string)output.Service("api")["environment"]!["REGION"]!).ShouldBe("${REGION:-eu-west-1}");
        file.Merge!("REGION=us-east-1\n").ShouldStartWith("REGION=us-east-1\n");
        file.Merge!("REGION=us-east-1\n").ShouldNotContain("\nREGION=");
    }
}
