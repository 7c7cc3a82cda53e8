using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>Runs a resource's command with the inputs that the page sends, if they are as the command wants them.</summary>
internal sealed class CommandLink(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    InteractionService interactions,
    IServiceProvider services
)
{
    public async Task<CommandOutcome> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var command = notifications.TryGetCurrentState(request.ResourceId, out var current)
            ? current.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(offered => offered.Name == request.Command)
            : null;
        if (command is null)
        {
            return new CommandOutcome(false, Culprit: $"'{request.ResourceId}' has no command '{request.Command}' any more.");
        }
        var inputs = new InteractionInputCollection([
            .. command.Arguments.Select(input => InputMapper.Fresh(input, request.Inputs.GetValueOrDefault(input.Name) ?? input.Value)),
        ]);
        if (!await AreValidAsync(command, inputs, cancellationToken).ConfigureAwait(false))
        {
            return new CommandOutcome(false, Culprit: "Some inputs are not as the command needs them.")
            {
                InputErrors =
                [
                    .. inputs
                        .Where(input => input.ValidationErrors.Count > 0)
                        .Select(input => new InputErrors(input.Name, [.. input.ValidationErrors])),
                ],
            };
        }
        var result = await RunAsync(command, request, inputs, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome(
            result.Success,
            result.Canceled,
            result.Success
                ? null
                : result.Message ?? (result.Canceled ? "It was cancelled." : "It failed; the resource's console says why."),
            result.Data?.Value,
            result.Data?.Format.ToString().ToLowerInvariant()
        )
        {
            Message = result.Success ? result.Message : null,
            ShowResult = result.Data?.DisplayImmediately ?? false,
        };
    }

    /// <summary>One that takes its time is seen in every tab while it lasts.</summary>
    private Task<ExecuteCommandResult> RunAsync(
        ResourceCommandAnnotation command,
        CommandRequest request,
        InteractionInputCollection inputs,
        CancellationToken cancellationToken
    )
    {
        return command.Progress is not { } progress
            ? ExecuteAsync(cancellationToken)
            : interactions.ShowProgressAsync(
                progress.Title ?? command.DisplayName,
                progress.Message ?? request.ResourceId,
                !progress.HideCancelButton,
                ExecuteAsync,
                cancellationToken
            );

        Task<ExecuteCommandResult> ExecuteAsync(CancellationToken cancelled) =>
            commands.ExecuteCommandAsync(request.ResourceId, request.Command, inputs, cancelled);
    }

    private async Task<bool> AreValidAsync(
        ResourceCommandAnnotation command,
        InteractionInputCollection inputs,
        CancellationToken cancellationToken
    )
    {
        var valid = InputValidation.Judge(inputs);
        if (valid && command.ValidateArguments is { } judge)
        {
            var context = new InputsDialogValidationContext
            {
                Inputs = inputs,
                Services = services,
                CancellationToken = cancellationToken,
            };
            await judge(context).ConfigureAwait(false);
            valid = !context.HasErrors;
        }
        return valid;
    }
}
