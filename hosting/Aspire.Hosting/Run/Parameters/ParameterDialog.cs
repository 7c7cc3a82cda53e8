using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>The dialog that asks for missing parameters; put aside, it becomes a notification that opens it again.</summary>
internal static class ParameterDialog
{
    private const string SaveInput = "SaveParameterValues";

    /// <summary>Shows it once and sets what is answered.</summary>
    /// <returns>False where the user does not want to be asked again.</returns>
    public static async Task<bool> ShowAsync(
        InteractionService interactions,
        IReadOnlyList<ParameterResource> parameters,
        Func<ParameterResource, string, bool, Task> set
    )
    {
        var inputs = parameters.Select(ParameterInput.Of).ToList();
        var save = new InteractionInput
        {
            Name = SaveInput,
            Label = "Save for later runs",
            Description = "Kept in the instance's directory, in a file that only you can read.",
            InputType = InputType.Boolean,
            Value = "true",
        };
        var answer = await interactions
            .PromptInputsAsync(
                "Values are missing",
                "Resources that need them start when they are set.",
                [.. inputs, save],
                new InputsDialogInteractionOptions { PrimaryButtonText = "Save", ShowDismiss = true }
            )
            .ConfigureAwait(false);
        if (answer.Canceled)
        {
            return interactions.IsAvailable && await WantsToAsync(interactions, parameters).ConfigureAwait(false);
        }
        foreach (var (parameter, input) in parameters.Zip(inputs))
        {
            if (!string.IsNullOrEmpty(input.Value))
            {
                await set(parameter, input.Value, save.Value == "true").ConfigureAwait(false);
            }
        }
        return true;
    }

    private static async Task<bool> WantsToAsync(InteractionService interactions, IReadOnlyList<ParameterResource> parameters)
    {
        var names = string.Join(", ", parameters.Select(parameter => parameter.Name));
        var answer = await interactions
            .PromptNotificationAsync(
                "Values are missing",
                $"Resources wait for: {names}.",
                new NotificationInteractionOptions { Intent = MessageIntent.Warning, PrimaryButtonText = "Enter values" }
            )
            .ConfigureAwait(false);
        return answer is { Canceled: false, Data: true };
    }
}
