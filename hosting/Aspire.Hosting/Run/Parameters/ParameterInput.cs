using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>How the value of a parameter is asked for.</summary>
internal static class ParameterInput
{
    public static InteractionInput Of(ParameterResource parameter) =>
        parameter.Annotations.OfType<InputGeneratorAnnotation>().LastOrDefault() is { } own
            ? own.InputGenerator(parameter)
            : new InteractionInput
            {
                Name = parameter.Name,
                Label = parameter.Name,
                InputType = parameter.Secret ? InputType.SecretText : InputType.Text,
                Description = parameter.Description,
                EnableDescriptionMarkdown = parameter.EnableDescriptionMarkdown,
                Required = true,
                Placeholder = $"Value of {parameter.Name}",
            };
}
