using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Problems;
using Users.Accounts;

namespace Users.Apis;

internal static class AccountsApi
{
    public static void MapAccounts(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/users/me", MeAsync)
            .RequireAuthorization()
            .WithTags("Users")
            .WithName("Me")
            .WithSummary("The account that the token belongs to");

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> MeAsync(
        ClaimsPrincipal user,
        AccountStore accounts,
        CancellationToken cancellationToken
    ) =>
        Guid.TryParse(user.FindFirstValue("sub"), out var id) && await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : Problem.NotFound("The account of this token is no longer there.");
}
