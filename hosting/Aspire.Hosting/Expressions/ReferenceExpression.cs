using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with values in it that are known later. Written as an interpolated string: <c>ReferenceExpression.Create($"http://{host}")</c>.</summary>
[DebuggerDisplay("{ValueExpression,nq}")]
public partial class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>An expression without text; its value is null.</summary>
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    private readonly string[] _manifestExpressions;
    private readonly string?[] _stringFormats;
    private readonly string? _conditionalName;

    internal ReferenceExpression(string format, IValueProvider[] valueProviders, string[] manifestExpressions, string?[] stringFormats)
    {
        Format = format;
        ValueProviders = valueProviders;
        _manifestExpressions = manifestExpressions;
        _stringFormats = stringFormats;
    }

    private ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        : this("", [], [], [])
    {
        Condition = condition;
        MatchValue = matchValue;
        WhenTrue = whenTrue;
        WhenFalse = whenFalse;
        _conditionalName = Publishing.ConditionalName.Create(
            (condition as IManifestExpressionProvider)?.ValueExpression ?? "expr",
            whenTrue.ValueExpression,
            whenFalse.ValueExpression,
            matchValue
        );
    }

    /// <summary>A composite format string: literal text with <c>{0}</c>, <c>{1}</c> … for the values.</summary>
    public string Format { get; }

    /// <summary>The values, in the order of their first place in the text.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>The values' placeholders in a manifest.</summary>
    public IReadOnlyList<string> ManifestExpressions => _manifestExpressions;

    /// <summary>How each value is formatted: <c>uri</c> to percent-encode it, null to leave it.</summary>
    public IReadOnlyList<string?> StringFormats => _stringFormats;

    /// <summary>Whether it chooses between two expressions.</summary>
    public bool IsConditional => Condition is not null;

    /// <summary>What is compared with <see cref="MatchValue"/>; null unless conditional.</summary>
    public IValueProvider? Condition { get; }

    /// <summary>The text that chooses <see cref="WhenTrue"/>, regardless of case; null unless conditional.</summary>
    public string? MatchValue { get; }

    public ReferenceExpression? WhenTrue { get; }

    public ReferenceExpression? WhenFalse { get; }

    /// <summary>The text with placeholders; a choice has a placeholder of its own.</summary>
    public string ValueExpression =>
        _conditionalName is not null
            ? $"{{{_conditionalName}.connectionString}}"
            : string.Format(CultureInfo.InvariantCulture, Format, [.. _manifestExpressions]);

    internal string? ConditionalResourceName => _conditionalName;

    IEnumerable<object> IValueWithReferences.References => IsConditional ? [Condition!, WhenTrue!, WhenFalse!] : ValueProviders;

    /// <summary>Makes an expression of an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <summary>Makes an expression that is <paramref name="whenTrue"/> where the condition's value is <paramref name="matchValue"/>.</summary>
    public static ReferenceExpression CreateConditional(
        IValueProvider condition,
        string matchValue,
        ReferenceExpression whenTrue,
        ReferenceExpression whenFalse
    )
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(matchValue);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return new(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>The value; waits until all values in it are known.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The value as seen by a caller; waits until all values in it are known.</summary>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        ValueResolver.ResolveAsync(this, ValueScope.From(context), RunLeafPrinter.Instance, cancellationToken);
}
