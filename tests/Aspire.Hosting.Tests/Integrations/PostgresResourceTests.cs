using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class PostgresResourceTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("platform-postgres-");

    [Fact]
    public async Task An_engine_is_told_user_password_databases_and_scripts()
    {
        var builder = CreateBuilder("--Parameters:pg-password=pw", "--Parameters:user=boss");
        var postgres = builder.AddPostgres("pg", userName: builder.AddParameter("user"));
        postgres.AddDatabase("plain");
        postgres.AddDatabase("named", "other").WithCreationScript("CREATE DATABASE other OWNER boss");

        var settings = await SettingsAsync(postgres.Resource);

        (settings.UserName, settings.Password).ShouldBe(("boss", "pw"));
        settings.Databases.ShouldBe([new("plain"), new("other", "CREATE DATABASE other OWNER boss")]);
    }

    [Fact]
    public async Task An_engine_is_told_init_files_by_name_whether_copied_or_mounted()
    {
        var scripts = _directory.CreateSubdirectory("init");
        foreach (var name in new[] { "2.sql", "1.sh", "notes.txt" })
        {
            await File.WriteAllTextAsync(Path.Combine(scripts.FullName, name), "");
        }
        var single = Path.Combine(_directory.FullName, "single.sql");
        await File.WriteAllTextAsync(single, "");
        var postgres = CreateBuilder("--Parameters:pg-password=pw")
            .AddPostgres("pg")
            .WithInitFiles("init")
            .WithBindMount("single.sql", "/docker-entrypoint-initdb.d");

        var settings = await SettingsAsync(postgres.Resource);

        settings.InitFiles.ShouldBe([Path.Combine(scripts.FullName, "1.sh"), Path.Combine(scripts.FullName, "2.sql"), single]);
    }

    [Fact]
    public async Task A_database_name_is_quoted_where_the_connection_string_needs_it()
    {
        var builder = CreateBuilder("--Parameters:pg-password=p@ss;word");
        var postgres = builder.AddPostgres("pg");
        var database = postgres.AddDatabase("odd", "a;b c");
        var endpoint = postgres.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 5000);

        var properties = ((IResourceWithConnectionString)database.Resource).GetConnectionProperties().ToDictionary();

        (await database.Resource.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken))!.ShouldEndWith(
            ";Database=\"a;b c\""
        );
        (await properties["Uri"].GetValueAsync(TestContext.Current.CancellationToken)).ShouldBe(
            "postgresql://postgres:p%40ss%3Bword@localhost:5000/a%3Bb%20c"
        );
    }

    [Fact]
    public void Admin_interfaces_are_one_for_all_servers_and_no_part_of_the_verdict()
    {
        var builder = CreateBuilder();
        builder.AddPostgres("one").WithPgAdmin().WithPgWeb();
        builder.AddPostgres("two").WithPgAdmin(pgAdmin => pgAdmin.WithHostPort(8999)).WithPgWeb(containerName: "ignored");

        var admins = builder.Resources.Where(resource => resource.HasAnnotationOfType<AdminUiAnnotation>()).ToList();

        admins.Select(admin => admin.Name).ShouldBe(["pgadmin", "pgweb"]);
        admins[0].Annotations.OfType<EndpointAnnotation>().Single().Port.ShouldBe(8999);
    }

    [Theory]
    [InlineData("/var/lib/postgresql", false, true)]
    [InlineData("/var/lib/postgresql/data", false, true)]
    [InlineData("/var/lib/postgresql", true, false)]
    [InlineData("/docker-entrypoint-initdb.d", false, false)]
    [InlineData("/var/lib/postgresqlx", false, false)]
    public void Data_is_kept_where_a_writable_mount_holds_it(string target, bool isReadOnly, bool kept)
    {
        var engine = CreateBuilder().AddPostgres("pg").Resource.Annotations.OfType<EngineAnnotation>().Single();

        engine.KeepsData(new ContainerMountAnnotation("data", target, ContainerMountType.Volume, isReadOnly)).ShouldBe(kept);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = args,
                ProjectDirectory = _directory.FullName,
                DisableDashboard = true,
            }
        );

    private static async Task<PostgresSettings> SettingsAsync(PostgresServerResource postgres)
    {
        var annotation = postgres.Annotations.OfType<EngineAnnotation>().Single();
        annotation.SettingsType.ShouldBe(typeof(PostgresSettings));
        var run = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run);
        var settings = await annotation.Settings(new EngineSettingsContext(run, postgres, TestContext.Current.CancellationToken));
        return settings.ShouldBeOfType<PostgresSettings>();
    }
}
