using System.Net;

namespace Services.Tests.Users;

public sealed class AccountTests(UsersService users) : IClassFixture<UsersService>
{
    [Fact]
    public async Task Who_registers_can_log_in_and_is_who_they_said()
    {
        var registered = await users.RegisterAsync(Account("hana@example.com"));
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.ToString());

        var login = await users.LoginAsync("HANA@example.com", "sup3rsecret");
        login.Status.ShouldBe(HttpStatusCode.OK, login.ToString());
        login.Number("expires_in").ShouldBe(3600);

        var me = await users.MeAsync(login.Text("access_token"));
        me.Text("id").ShouldBe(registered.Text("id"));
        me.Text("email").ShouldBe("hana@example.com");
        me.Text("role").ShouldBe("shopper");
        me.Body!["passwordHash"].ShouldBeNull();
    }

    [Fact]
    public async Task An_email_is_taken_once_whatever_its_case()
    {
        (await users.RegisterAsync(Account("twice@example.com"))).Status.ShouldBe(HttpStatusCode.Created);
        var again = await users.RegisterAsync(Account("Twice@Example.com"));
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text("code").ShouldBe("email_taken");
    }

    [Fact]
    public async Task A_registration_may_be_repeated_with_its_idempotency_key()
    {
        var first = await users.RegisterAsync(Account("again@example.com"), "key-1");
        var second = await users.RegisterAsync(Account("again@example.com"), "key-1");
        second.Status.ShouldBe(HttpStatusCode.Created);
        second.Text("id").ShouldBe(first.Text("id"));
        (await users.RegisterAsync(Account("again@example.com"), "key-2")).Status.ShouldBe(HttpStatusCode.Conflict);
        var guess = new
        {
            email = "again@example.com",
            password = "another0ne",
            name = "Mallory",
        };
        (await users.RegisterAsync(guess, "key-1")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("not an address", "sup3rsecret", "Hana", "email")]
    [InlineData("a@b", "sup3rsecret", "Hana", "email")]
    [InlineData("ok@example.com", "sh0rt", "Hana", "password")]
    [InlineData("ok@example.com", "onlyletters", "Hana", "password")]
    [InlineData("ok1@example.com", "xok1@example.com", "Hana", "password")]
    [InlineData("ok@example.com", "sup3rsecret", " ", "name")]
    [InlineData(null, "sup3rsecret", "Hana", "email")]
    public async Task A_bad_registration_names_the_field(string? email, string password, string name, string field)
    {
        var answer = await users.RegisterAsync(
            new
            {
                email,
                password,
                name,
            }
        );
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_account_look_the_same()
    {
        var wrong = await users.LoginAsync("shopper2@example.com", "wr0ngpassword");
        var unknown = await users.LoginAsync("nobody@example.com");
        wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.Status.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.Text("detail").ShouldBe(wrong.Text("detail"));
        unknown.Text("code").ShouldBe(wrong.Text("code"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task Seeded_shoppers_can_log_in(int number) =>
        (await users.LoginAsync($"shopper{number}@example.com")).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Guessing_is_slowed_for_the_account_and_only_for_it()
    {
        await users.RegisterAsync(Account("guessed@example.com"));
        for (var i = 0; i < 10; i++)
            (await users.LoginAsync("guessed@example.com", "wr0ngpassword")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var refused = await users.LoginAsync("guessed@example.com", "sup3rsecret");
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await users.LoginAsync("shopper3@example.com")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static object Account(string email) =>
        new
        {
            email,
            password = "sup3rsecret",
            name = "하나",
        };
}
