using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>Parameters as they cross the seam.</summary>
internal sealed class ParameterLink(DistributedApplicationModel model, ParameterValues values)
{
    /// <summary>How the value is asked for, and what it is unless it is secret.</summary>
    public static InputField Field(ParameterResource parameter)
    {
        var field = InputMapper.Map(ParameterInput.Of(parameter));
        // Under the parameter's own name, whatever the AppHost calls the input.
        return field with
        {
            Name = parameter.Name,
            Type = parameter.Secret ? "SecretText" : field.Type,
            Value = !parameter.Secret && parameter.TryGetValue(out var value, out _) ? value : null,
        };
    }

    public async Task<CommandOutcome> ChangeAsync(ParameterChange change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (model.Resources.OfType<ParameterResource>().FirstOrDefault(p => p.Name == change.Name) is not { } parameter)
        {
            return new CommandOutcome(false, Culprit: $"There is no parameter '{change.Name}'.");
        }
        if (change.Value is null)
        {
            await values.DeleteAsync(parameter).ConfigureAwait(false);
            return new CommandOutcome(true) { Message = "Deleted. What runs keeps the former value until it is restarted." };
        }
        await values.SetAsync(parameter, change.Value, change.Save).ConfigureAwait(false);
        var later =
            change.Save && values.IsConfigured(parameter) ? " Configuration says another, which counts from the next start on." : "";
        return new CommandOutcome(true) { Message = $"Set. What runs keeps the former value until it is restarted.{later}" };
    }
}
