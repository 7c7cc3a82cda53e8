namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// What differs from one instance of a resource to the next: a token that a run fills in when it starts the instance, as Aspire has it.
/// </summary>
internal sealed class InstanceValue : IExpressionValue
{
    /// <summary>The instance's id: another for each replica and start.</summary>
    public static readonly InstanceValue Id = new("otel-service-instance-id");

    /// <summary>The name that the instances of a resource share in telemetry: the resource's.</summary>
    public static readonly InstanceValue ServiceName = new("otel-service-name");

    private readonly string _annotation;

    private InstanceValue(string annotation) => _annotation = annotation;

    public string ValueExpression => $"{{{{- index .Annotations \"{_annotation}\" -}}}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(ValueExpression);
}
