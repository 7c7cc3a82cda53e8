using System.Text.Json.Serialization;
using Npgsql;
using Users.Accounts;
using Users.Apis;
using Users.Keys;
using Users.Seed;
using Users.Tokens;

namespace Users;

/// <summary>The service as an object, so that tests can run it in their own process.</summary>
public static class UsersApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder(args);
        var tokens = builder.Configuration.GetSection("Tokens").Get<TokenOptions>() ?? new();
        builder.AddServiceDefaults();
        builder.AddJsonContext(UsersJson.Default);
        builder.AddNpgsqlDataSource("usersdb");
        builder.AddMigrations("usersdb", typeof(UsersApp).Assembly, (connection, token) => SeedAsync(builder, tokens, connection, token));
        WebApplication? app = null;
        builder.AddJwtAuthentication(options =>
        {
            // This service is the authority, and asks itself for the keys.
            options.Authority = OwnAddress(app!);
            options.Issuer = tokens.Issuer;
            options.Audience = tokens.Audience;
        });
        builder.Services.AddOpenApi();

        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddSingleton(tokens);
        builder.Services.AddSingleton<AccountStore>();
        builder.Services.AddSingleton<KeyStore>();
        builder.Services.AddSingleton<TokenIssuer>();

        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapAuth();
        app.MapAccounts();
        app.MapKeys();
        return app;
    }

    private static Uri OwnAddress(WebApplication app)
    {
        var address = BindingAddress.Parse(app.Urls.First());
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }

    private static async Task SeedAsync(
        WebApplicationBuilder builder,
        TokenOptions tokens,
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await KeyStore.EnsureAsync(connection, tokens, cancellationToken);
        if (bool.TryParse(builder.Configuration["Seed:Enabled"], out var wanted) ? wanted : builder.Environment.IsDevelopment())
        {
            await AccountSeed.ApplyAsync(connection, cancellationToken);
        }
    }
}
