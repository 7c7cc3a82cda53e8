using Platform.ServiceDefaults.Problems;

namespace Ordering.Orders;

internal static class OrderLines
{
    public const int MaxLines = 50;
    public const int MaxQuantity = 99;

    /// <summary>What is wrong with the lines of an order, by field.</summary>
    public static Validation Validate(IReadOnlyList<OrderLine> lines, int maxQuantity = MaxQuantity)
    {
        var validation = new Validation().Check(lines.Count is >= 1 and <= MaxLines, "items", $"must be from 1 to {MaxLines} products.");
        for (var i = 0; i < lines.Count; i++)
        {
            // JSON can hold null where the type says otherwise.
            if (lines[i] is not { } line)
            {
                validation.Check(false, $"items[{i}]", "must be a product and a quantity.");
                continue;
            }
            validation
                .Check(line.ProductId > 0, $"items[{i}].productId", "must be positive.")
                .Check(line.Quantity >= 1 && line.Quantity <= maxQuantity, $"items[{i}].quantity", $"must be from 1 to {maxQuantity}.")
                .Check(!lines.Take(i).Any(other => other?.ProductId == line.ProductId), $"items[{i}].productId", "is there twice.");
        }
        return validation;
    }

    /// <summary>Two requests for the same lines have the same fingerprint; null stands for whatever is in the cart.</summary>
    public static string Describe(IReadOnlyList<OrderLine>? lines) =>
        lines is null
            ? "cart"
            : string.Join(';', lines.OrderBy(line => line.ProductId).Select(line => $"{line.ProductId}x{line.Quantity}"));
}
