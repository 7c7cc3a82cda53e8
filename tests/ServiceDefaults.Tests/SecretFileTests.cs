using Engines.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Tests;

public sealed class SecretFileTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    [Fact]
    public void Secrets_in_settings_are_the_contents_of_files()
    {
        Write("orders-password", "p@ss;w/rd\n");
        Write("user", "김민준");

        var configuration = Build(
            ("ConnectionStrings:ordersdb", "Host=db;Password={secret:orders-password};Username={secret:user}"),
            ("ORDERSDB_URI", "postgresql://{secret:user|uri}:{secret:orders-password|uri}@db"),
            ("Plain", "{not:a:secret}")
        );

        configuration["ConnectionStrings:ordersdb"].ShouldBe("Host=db;Password=p@ss;w/rd;Username=김민준");
        configuration["ORDERSDB_URI"].ShouldBe("postgresql://%EA%B9%80%EB%AF%BC%EC%A4%80:p%40ss%3Bw%2Frd@db");
        configuration["Plain"].ShouldBe("{not:a:secret}");
    }

    [Fact]
    public void What_a_secret_holds_is_not_expanded_again()
    {
        Write("outer", "{secret:inner}");
        Write("inner", "no");

        Build(("Key", "{secret:outer}"))["Key"].ShouldBe("{secret:inner}");
    }

    [Fact]
    public void A_missing_file_ends_the_start_and_the_message_names_setting_and_path()
    {
        var missing = Should.Throw<InvalidOperationException>(() =>
            Build(("ConnectionStrings:redis", "redis,password={secret:redis-password}"))
        );

        missing.Message.ShouldContain("ConnectionStrings:redis");
        missing.Message.ShouldContain(Path.Combine(sandbox["secrets"], "redis-password"));
        missing.Message.ShouldContain("SECRETS_DIRECTORY");
    }

    [Theory]
    [InlineData("{secret:../passwd}")]
    [InlineData("{secret:}")]
    [InlineData("{secret:name|base64}")]
    [InlineData("{secret:name")]
    public void Braces_that_name_no_secret_are_refused(string text)
    {
        Write("name", "value");

        Should.Throw<InvalidOperationException>(() => Build(("Key", text))).Message.ShouldContain("'Key'");
    }

    public void Dispose() => sandbox.Dispose();

    private void Write(string name, string value)
    {
        Directory.CreateDirectory(sandbox["secrets"]);
        File.WriteAllText(Path.Combine(sandbox["secrets"], name), value);
    }

    private IConfiguration Build(params (string Key, string Value)[] settings)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.Configuration["SECRETS_DIRECTORY"] = sandbox["secrets"];
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.AddServiceDefaults();
        return builder.Build().Configuration;
    }
}
