using Services.Tests.Support;
using Users;

namespace Services.Tests.Users;

/// <summary>Users over a seeded database of its own.</summary>
public sealed class UsersService(DatabaseServers servers) : IAsyncLifetime
{
    public const string Password = "Passw0rd!";

    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await StartAsync(servers);

    public static async Task<RunningService> StartAsync(DatabaseServers servers, params string[] settings) =>
        await RunningService.StartAsync(
            UsersApp.Build,
            [
                $"ConnectionStrings:usersdb={await servers.CreateDatabaseAsync("usersdb")}",
                "Seed:Enabled=true",
                // Of new accounts only, so that the tests are quick.
                "Tokens:PasswordIterations=1000",
                .. settings,
            ]
        );

    public Task<Answer> RegisterAsync(object account, string? key = null) =>
        Service.PostAsync("/api/v1/auth/register", account, key is null ? [] : [("Idempotency-Key", key)]);

    public Task<Answer> LoginAsync(string email, string password = Password) => LoginAsync(Service, email, password);

    public static Task<Answer> LoginAsync(RunningService users, string email, string password = Password) =>
        users.PostAsync("/api/v1/auth/login", new { email, password });

    public Task<Answer> MeAsync(string token) => MeAsync(Service, token);

    public static Task<Answer> MeAsync(RunningService users, string token) =>
        users.SendAsync(HttpMethod.Get, "/api/v1/users/me", null, ("Authorization", $"Bearer {token}"));

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
