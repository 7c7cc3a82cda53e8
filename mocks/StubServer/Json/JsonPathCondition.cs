using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Mocks.Stubs.Json;

/// <summary>What stands in a filter.</summary>
internal abstract record JsonPathCondition
{
    public abstract bool Holds(JsonElement element, JsonElement root);
}

internal sealed record AllCondition(JsonPathCondition Left, JsonPathCondition Right) : JsonPathCondition
{
    public override bool Holds(JsonElement element, JsonElement root) => Left.Holds(element, root) && Right.Holds(element, root);
}

internal sealed record AnyCondition(JsonPathCondition Left, JsonPathCondition Right) : JsonPathCondition
{
    public override bool Holds(JsonElement element, JsonElement root) => Left.Holds(element, root) || Right.Holds(element, root);
}

internal sealed record NotCondition(JsonPathCondition Inner) : JsonPathCondition
{
    public override bool Holds(JsonElement element, JsonElement root) => !Inner.Holds(element, root);
}

/// <summary>A path alone: it leads somewhere.</summary>
internal sealed record ExistsCondition(JsonPathOperand Path) : JsonPathCondition
{
    public override bool Holds(JsonElement element, JsonElement root) => Path.Value(element, root) is not null;
}

internal sealed record RegexCondition(JsonPathOperand Left, Regex Regex) : JsonPathCondition
{
    public override bool Holds(JsonElement element, JsonElement root) =>
        Left.Value(element, root) is { } value && Regex.IsMatch(JsonText.Plain(value));
}

internal sealed record CompareCondition(JsonPathOperand Left, string Operator, JsonPathOperand Right) : JsonPathCondition
{
    private static readonly JsonComparison Exact = new(ignoreArrayOrder: false, ignoreExtraElements: false);

    public override bool Holds(JsonElement element, JsonElement root)
    {
        var (left, right) = (Left.Value(element, root), Right.Value(element, root));
        if (Operator is "==" or "!=")
            return (left is { } one && right is { } other ? Exact.AreEqual(one, other) : left is null && right is null)
                == (Operator == "==");
        return Order(left, right) is { } order
            && Operator switch
            {
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
    }

    private static int? Order(JsonElement? left, JsonElement? right) =>
        (left?.ValueKind, right?.ValueKind) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => left.Value.GetDouble().CompareTo(right!.Value.GetDouble()),
            (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.Value.GetString(), right!.Value.GetString()),
            _ => null,
        };
}

/// <summary>A literal, or a path from the element (<c>@</c>) or the root (<c>$</c>).</summary>
internal sealed record JsonPathOperand(JsonElement? Literal, JsonPath? Path, bool FromRoot)
{
    public JsonElement? Value(JsonElement element, JsonElement root) =>
        Literal ?? (Path!.Find(FromRoot ? root : element) is [var first, ..] ? first : null);
}
