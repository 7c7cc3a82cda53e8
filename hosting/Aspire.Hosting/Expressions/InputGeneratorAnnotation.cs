namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a parameter's value is asked for.</summary>
public class InputGeneratorAnnotation(Func<ParameterResource, InteractionInput> inputGenerator) : IResourceAnnotation
{
    public Func<ParameterResource, InteractionInput> InputGenerator { get; } =
        inputGenerator ?? throw new ArgumentNullException(nameof(inputGenerator));
}
