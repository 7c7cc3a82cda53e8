using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default that stands in the model.</summary>
internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    private readonly Lazy<string> _value = new(value);

    public override string GetDefaultValue() => _value.Value;

    public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", GetDefaultValue());
}

/// <summary>A default that is made once and kept for later runs.</summary>
internal sealed class SavedParameterDefault(string key, ParameterDefault inner, Func<IParameterStore?> store) : ParameterDefault
{
    public static ParameterDefault Around(IDistributedApplicationBuilder builder, string name, ParameterDefault inner) =>
        builder.ExecutionContext.IsPublishMode
            ? inner
            : new SavedParameterDefault($"Parameters:{name}", inner, () => ParameterValue.StoreOf(builder));

    public override string GetDefaultValue()
    {
        var saved = store();
        if (saved?.Get(key) is { } known)
        {
            return known;
        }

        var value = inner.GetDefaultValue();
        saved?.Set(key, value);
        return value;
    }

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);
}
