using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ordering.Carts;
using Ordering.Orders;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Ordering.Apis;

internal static class CartApi
{
    public static void MapCart(this WebApplication app)
    {
        var cart = app.MapGroup("/api/v1/cart").RequireAuthorization().WithTags("Cart").ProducesProblem(401);
        cart.MapGet("/", GetCart);
        cart.MapPut("/items/{productId:long}", PutItem);
        cart.MapDelete("/items/{productId:long}", DeleteItem);
        cart.MapDelete("/", ClearCart);
    }

    private static async Task<Ok<Cart>> GetCart(ClaimsPrincipal user, CartStore carts) => TypedResults.Ok(await carts.GetAsync(user.Id()));

    private static async Task<Results<Ok<Cart>, ValidationProblem>> PutItem(
        long productId,
        CartQuantity body,
        ClaimsPrincipal user,
        CartStore carts
    )
    {
        var cart = await carts.GetAsync(user.Id());
        var others = cart.Items.Count(line => line.ProductId != productId);
        var validation = new Validation()
            .Check(productId > 0, "productId", "must be positive.")
            .Check(body.Quantity is >= 1 and <= OrderLines.MaxQuantity, "quantity", $"must be from 1 to {OrderLines.MaxQuantity}.")
            .Check(others < OrderLines.MaxLines, "productId", $"is one too many: a cart holds {OrderLines.MaxLines} products.");
        if (validation.Failed)
            return validation.ToProblem();
        return TypedResults.Ok(await carts.SetAsync(user.Id(), new(productId, body.Quantity)));
    }

    private static async Task<NoContent> DeleteItem(long productId, ClaimsPrincipal user, CartStore carts)
    {
        await carts.RemoveAsync(user.Id(), productId);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ClearCart(ClaimsPrincipal user, CartStore carts)
    {
        await carts.ClearAsync(user.Id());
        return TypedResults.NoContent();
    }
}
