using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Problems;
using Users.Accounts;
using Users.Tokens;

namespace Users.Apis;

internal static class AuthApi
{
    // Verified when there is no such account: how long an answer takes must not tell whether there is one.
    private static readonly Lazy<string> NobodysHash = new(() => Passwords.Hash(Guid.NewGuid().ToString()));

    public static void MapAuth(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/auth").WithTags("Auth");
        api.MapPost("/register", RegisterAsync).WithName("Register").WithSummary("Open an account");
        api.MapPost("/login", LoginAsync).WithName("Login").WithSummary("Get an access token");
    }

    private static async Task<Results<Created<Account>, ValidationProblem, ProblemHttpResult>> RegisterAsync(
        RegisterRequest request,
        AccountStore accounts,
        TokenOptions options,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    )
    {
        if (RegisterRules.Check(request) is { Failed: true } validation)
        {
            return validation.ToProblem();
        }
        var (email, password) = (request.Email!, request.Password!);
        var hash = Passwords.Hash(password, options.PasswordIterations);
        var account = await accounts.AddAsync(email, request.Name!.Trim(), hash, idempotencyKey, cancellationToken);
        if (account is null && idempotencyKey is not null)
        {
            account = await FindRepeatedAsync(accounts, email, password, idempotencyKey, cancellationToken);
        }
        return account is null
            ? Problem.Conflict("There is an account with this email address already.", "email_taken")
            : TypedResults.Created("/api/v1/users/me", account);
    }

    private static async Task<Account?> FindRepeatedAsync(
        AccountStore accounts,
        string email,
        string password,
        string idempotencyKey,
        CancellationToken cancellationToken
    ) =>
        await accounts.FindCredentialsAsync(email, cancellationToken) is { } earlier
        && earlier.IdempotencyKey == idempotencyKey
        && Passwords.Verify(password, earlier.PasswordHash)
            ? earlier.Account
            : null;

    private static async Task<Results<Ok<TokenResponse>, ValidationProblem, ProblemHttpResult>> LoginAsync(
        LoginRequest request,
        AccountStore accounts,
        TokenIssuer tokens,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        var validation = new Validation()
            .Check(!string.IsNullOrWhiteSpace(request.Email), "email", "An email address is required.")
            .Check(!string.IsNullOrEmpty(request.Password), "password", "A password is required.")
            .Check(request.Password is not { Length: > 128 }, "password", "The password must have at most 128 characters.");
        if (validation.Failed)
        {
            return validation.ToProblem();
        }

        var found = await accounts.FindCredentialsAsync(request.Email!, cancellationToken);
        if (found?.Throttle is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "Too many failed logins. Try again later.", "login_throttled");
        }
        if (!Passwords.Verify(request.Password!, found?.PasswordHash ?? NobodysHash.Value) || found is null)
        {
            if (found is not null)
            {
                await accounts.LoginFailedAsync(found.Account.Id, cancellationToken);
            }
            return Problem.Of(StatusCodes.Status401Unauthorized, "The email address or the password is wrong.", "invalid_credentials");
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await tokens.IssueAsync(found.Account, cancellationToken));
    }
}
