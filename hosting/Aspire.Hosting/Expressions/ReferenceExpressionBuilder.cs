using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes a <see cref="ReferenceExpression"/> piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    private readonly ExpressionParts _parts = new();

    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>Appends an interpolated string.</summary>
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler) { }

    public void AppendLiteral(string value) => _parts.AddText(value, format: null);

    public void AppendFormatted(string? value) => _parts.AddText(value, format: null);

    public void AppendFormatted(string? value, string? format = null) => _parts.AddText(value, format);

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => _parts.AddValue(valueProvider, format: null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => _parts.AddValue(valueProvider, format);

    [Obsolete("A format belongs to a single value: put it on the values inside the nested expression.", error: true)]
    public void AppendFormatted(ReferenceExpression valueProvider, string format) => _parts.AddValue(valueProvider, format);

    /// <summary>Appends a value that is both an <see cref="IValueProvider"/> and an <see cref="IManifestExpressionProvider"/>.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public void AppendValueProvider(object valueProvider, string? format = null) => _parts.AddValue(valueProvider, format);

    public ReferenceExpression Build() => _parts.ToExpression();

    /// <summary>Hands the parts of an interpolated string to the builder.</summary>
    [InterpolatedStringHandler]
    public ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder _builder;

        public ReferenceExpressionBuilderInterpolatedStringHandler(
            int literalLength,
            int formattedCount,
            ReferenceExpressionBuilder builder
        )
        {
            // The builder has its buffer already; the compiler's estimate of the length is not needed.
            _ = literalLength + formattedCount;
            _builder = builder;
        }

        public readonly void AppendLiteral(string value) => _builder.AppendLiteral(value);

        public readonly void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        public readonly void AppendFormatted(string? value, string? format) => _builder.AppendFormatted(value, format);

        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        public readonly void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider, format);

        [Obsolete("A format belongs to a single value: put it on the values inside the nested expression.", error: true)]
        public readonly void AppendFormatted(ReferenceExpression valueProvider, string format) =>
            _builder.AppendValueProvider(valueProvider, format);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendValueProvider(valueProvider.Resource);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendValueProvider(valueProvider.Resource, format);
    }
}
