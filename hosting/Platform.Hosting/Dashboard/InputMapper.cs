using Aspire.Hosting;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>Inputs as they cross the seam: a secret's value never does.</summary>
internal static class InputMapper
{
    public static InputField Map(InteractionInput input) =>
        new(input.Name, input.InputType.ToString(), input.Label, input.Description, input.EnableDescriptionMarkdown, input.Required)
        {
            Placeholder = input.Placeholder,
            Value = input.InputType == InputType.SecretText ? null : input.Value,
            MaxLength = input.MaxLength,
            AllowCustomChoice = input.AllowCustomChoice,
            Disabled = input.Disabled,
            Choices = [.. (input.Options ?? []).Select(option => new InputChoice(option.Key, option.Value))],
            Errors = [.. input.ValidationErrors],
        };

    /// <summary>A copy that takes answers: what a command or parameter declares is asked for more than once.</summary>
    public static InteractionInput Fresh(InteractionInput input, string? value) =>
        new()
        {
            Name = input.Name,
            Label = input.Label,
            Description = input.Description,
            EnableDescriptionMarkdown = input.EnableDescriptionMarkdown,
            InputType = input.InputType,
            Required = input.Required,
            Options = input.Options,
            DynamicLoading = input.DynamicLoading,
            Value = value,
            Placeholder = input.Placeholder,
            AllowCustomChoice = input.AllowCustomChoice,
            Disabled = input.Disabled,
            MaxLength = input.MaxLength,
        };
}
