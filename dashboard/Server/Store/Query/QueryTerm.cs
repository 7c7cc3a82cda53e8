namespace Platform.Dashboard.Store;

internal enum QueryOperator
{
    /// <summary>Free text, <c>:</c> and <c>~</c>.</summary>
    Contains,
    Equal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,

    /// <summary><c>key:*</c></summary>
    Exists,
}

/// <summary>One term of a search.</summary>
/// <param name="Key">Null of free text.</param>
/// <param name="Number">The value as a number, of <c>duration</c> in nanoseconds; NaN where it is none.</param>
/// <param name="Negated">By a dash, by <c>!=</c> or by <c>!~</c>; by two of them it is not.</param>
internal sealed record QueryTerm(string? Key, QueryOperator Operator, string Value, double Number, bool Negated)
{
    public bool IsComparison => Operator is >= QueryOperator.Greater and <= QueryOperator.LessOrEqual;

    /// <summary>Whether a number keeps the term; a term without an order asks for equality.</summary>
    public bool Holds(double number) =>
        Operator switch
        {
            QueryOperator.Greater => number > Number,
            QueryOperator.GreaterOrEqual => number >= Number,
            QueryOperator.Less => number < Number,
            QueryOperator.LessOrEqual => number <= Number,
            QueryOperator.Exists => true,
            _ => number == Number,
        };

    /// <summary>Whether a text keeps the term.</summary>
    public bool Holds(string text) =>
        Operator switch
        {
            QueryOperator.Contains => text.Contains(Value, StringComparison.OrdinalIgnoreCase),
            QueryOperator.Equal => text.Equals(Value, StringComparison.OrdinalIgnoreCase),
            QueryOperator.Exists => text.Length > 0,
            _ => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && Holds(number),
        };

    public bool Holds(AttributeValue value) =>
        value.Kind switch
        {
            _ when Operator == QueryOperator.Exists => true,
            AttributeKind.Integer or AttributeKind.Double when !double.IsNaN(Number) => value.TryNumber(out var number) && Holds(number),
            AttributeKind.Bytes => false,
            AttributeKind.Array => value.Items.Any(Holds) || (!IsComparison && Holds(value.ToString())),
            _ => Holds(value.ToString()),
        };
}
