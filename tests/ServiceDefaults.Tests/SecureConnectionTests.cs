using System.Net;
using Amazon.S3;
using Confluent.Kafka;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Elasticsearch;
using Platform.ServiceDefaults.Kafka;
using Platform.ServiceDefaults.Redis;
using ServiceDefaults.Tests.Support;
using StackExchange.Redis;

namespace ServiceDefaults.Tests;

/// <summary>TLS and logins travel in connection strings. What cannot be reached over TLS here is judged by the client's own settings.</summary>
public sealed class SecureConnectionTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestAuthority authority = new();
    private readonly List<LocalApp> apps = [];

    [Fact]
    public async Task Elasticsearch_is_asked_over_TLS_by_who_trusts_its_authority_alone()
    {
        await using var cluster = await HttpsAsync("""{"count":7,"_shards":{"failed":0}}""");
        var trusted = await ElasticsearchAsync($"https://elastic:p@ss@localhost:{cluster.Port}?ca={authority.File}");
        using var other = new TestAuthority("somebody else's");
        var strange = await ElasticsearchAsync($"https://elastic:p@ss@localhost:{cluster.Port}?ca={other.File}");

        (await trusted.CountAsync("products")).ShouldBe(7);
        cluster.Authorization.ShouldBe("Basic " + Convert.ToBase64String("elastic:p@ss"u8));
        await Should.ThrowAsync<HttpRequestException>(() => strange.CountAsync("products"));
    }

    [Fact]
    public async Task A_certificate_of_another_name_is_refused()
    {
        await using var cluster = await HttpsAsync("{}");
        var client = await ElasticsearchAsync($"https://127.0.0.1:{cluster.Port}?ca={authority.File}");

        await Should.ThrowAsync<HttpRequestException>(() => client.CountAsync("products"));
    }

    [Fact]
    public async Task Objects_are_fetched_over_TLS_by_who_trusts_the_stores_authority_alone()
    {
        await using var store = await HttpsAsync("content");
        using var other = new TestAuthority("somebody else's");
        var trusted = await S3Async($"Endpoint=https://localhost:{store.Port};AccessKey=a;SecretKey=b;Root Certificate={authority.File}");
        var strange = await S3Async($"Endpoint=https://localhost:{store.Port};AccessKey=a;SecretKey=b;Root Certificate={other.File}");

        using var answer = await trusted.GetObjectAsync("photos", "one");
        (await new StreamReader(answer.ResponseStream).ReadToEndAsync()).ShouldBe("content");
        await Should.ThrowAsync<Exception>(() => strange.GetObjectAsync("photos", "one"));
    }

    [Fact]
    public async Task Redis_is_spoken_to_over_TLS_by_who_trusts_its_authority()
    {
        await using var server = new TlsServer(authority, "+OK\r\n");
        var options = RedisConnectionString.Parse(
            "redis",
            $"localhost:{server.Port},password=secret,ssl=true,sslHost=localhost,sslCa={authority.File},connectTimeout=2000,abortConnect=false"
        );

        options.Password.ShouldBe("secret");
        options.Ssl.ShouldBeTrue();
        var connecting = ConnectionMultiplexer.ConnectAsync(options);
        await server.Spoken.WaitAsync(Patience);
        server.Refused.ShouldBe(0);
        (await connecting).Close(allowCommandsToComplete: false);
    }

    [Fact]
    public async Task Redis_with_a_certificate_of_somebody_elses_authority_is_not_spoken_to()
    {
        await using var server = new TlsServer(authority, "+OK\r\n");
        using var other = new TestAuthority("somebody else's");
        var options = RedisConnectionString.Parse("redis", $"localhost:{server.Port},ssl=true,sslCa={other.File},connectTimeout=1000");

        await Should.ThrowAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
        server.Spoken.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "security.protocol=SASL_SSL;sasl.mechanism=SCRAM-SHA-512;sasl.username=catalog;sasl.password=p=1;ssl.ca.location=/etc/ca.crt"
    )]
    [InlineData("SecurityProtocol=SaslSsl;SaslMechanism=SCRAM-SHA-512;Username=catalog;Password=p=1;CaLocation=/etc/ca.crt")]
    public void Kafka_logs_in_as_the_connection_string_says(string login)
    {
        var config = new ProducerConfig();
        KafkaConnectionString.Parse("kafka", $"one:9093,two:9093;{login}").Apply(config);

        config.BootstrapServers.ShouldBe("one:9093,two:9093");
        config.SecurityProtocol.ShouldBe(SecurityProtocol.SaslSsl);
        config.SaslMechanism.ShouldBe(SaslMechanism.ScramSha512);
        config.SaslUsername.ShouldBe("catalog");
        config.SaslPassword.ShouldBe("p=1");
        config.SslCaLocation.ShouldBe("/etc/ca.crt");
    }

    [Fact]
    public void Kafkas_library_takes_the_settings_of_TLS_and_SCRAM()
    {
        var config = new ProducerConfig();
        KafkaConnectionString
            .Parse(
                "kafka",
                $"localhost:1;security.protocol=SASL_SSL;sasl.mechanism=SCRAM-SHA-512;sasl.username=u;sasl.password=p;ssl.ca.location={authority.File}"
            )
            .Apply(config);

        using var producer = new ProducerBuilder<string, byte[]>(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, _) => { })
            .Build();
        producer.Name.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("security.protocol=SSL")]
    [InlineData("kafka:9092;acks=0")]
    [InlineData("kafka:9092;security.protocol=TLS;sasl.password=hidden")]
    public void A_connection_to_Kafka_that_cannot_be_understood_says_what_to_write_and_quotes_no_secret(string text)
    {
        var wrong = Should.Throw<InvalidOperationException>(() => KafkaConnectionString.Parse("kafka", text));

        wrong.Message.ShouldContain("ConnectionStrings__kafka");
        wrong.Message.ShouldNotContain("hidden");
    }

    [Fact]
    public void PostgreSQLs_client_understands_TLS_by_itself()
    {
        var settings = new NpgsqlConnectionStringBuilder("Host=db;SSL Mode=VerifyFull;Root Certificate=/etc/ca.crt");

        settings.SslMode.ShouldBe(SslMode.VerifyFull);
        settings.RootCertificate.ShouldBe("/etc/ca.crt");
    }

    [Fact]
    public void An_authority_without_a_certificate_names_connection_and_path()
    {
        var missing = Should.Throw<InvalidOperationException>(() =>
            RedisConnectionString.Parse("redis", "localhost,ssl=true,sslCa=/nowhere/ca.crt")
        );

        missing.Message.ShouldContain("'redis'");
        missing.Message.ShouldContain("/nowhere/ca.crt");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
            await app.DisposeAsync();
        authority.Dispose();
    }

    private Task<IElasticsearchClient> ElasticsearchAsync(string connection) =>
        ClientAsync<IElasticsearchClient>(
            builder => builder.AddElasticsearchClient("elasticsearch", settings => settings.DisableHealthChecks = true),
            ("ConnectionStrings:elasticsearch", connection),
            ("Resilience:elasticsearch:MaxRetries", "0")
        );

    private Task<IAmazonS3> S3Async(string connection) =>
        ClientAsync<IAmazonS3>(
            builder => builder.AddS3Client("storage", settings => settings.DisableHealthChecks = true, config => config.MaxErrorRetry = 0),
            ("ConnectionStrings:storage", connection)
        );

    private async Task<T> ClientAsync<T>(Action<WebApplicationBuilder> configure, params (string Key, string? Value)[] configuration)
        where T : notnull
    {
        var app = await LocalApp.StartAsync(configure, null, configuration);
        apps.Add(app);
        return app.Services.GetRequiredService<T>();
    }

    private Task<HttpsServer> HttpsAsync(string body) => HttpsServer.StartAsync(authority, body);

    private sealed class HttpsServer(WebApplication app) : IAsyncDisposable
    {
        public int Port => new Uri(app.Urls.First()).Port;

        public string? Authorization { get; private set; }

        public static async Task<HttpsServer> StartAsync(TestAuthority authority, string body)
        {
            var builder = ServiceHost.CreateBuilder([]);
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(options =>
                options.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
                    {
                        listen.Protocols = HttpProtocols.Http1;
                        listen.UseHttps(authority.Server);
                    }
                )
            );
            var app = builder.Build();
            var server = new HttpsServer(app);
            app.Run(context =>
            {
                server.Authorization = context.Request.Headers.Authorization;
                return context.Response.WriteAsync(body);
            });
            await app.StartAsync();
            return server;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
