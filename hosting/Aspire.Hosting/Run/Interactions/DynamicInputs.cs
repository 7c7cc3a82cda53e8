namespace Aspire.Hosting.Run;

/// <summary>Fills inputs that are loaded while their dialog is open.</summary>
internal static class DynamicInputs
{
    /// <exception cref="InvalidOperationException">An input depends on one that is not there, or that comes after it.</exception>
    public static void Check(InteractionInputCollection inputs)
    {
        for (var index = 0; index < inputs.Count; index++)
        {
            foreach (var name in inputs[index].DynamicLoading?.DependsOnInputs ?? [])
            {
                if (!inputs.Take(index).Any(earlier => string.Equals(earlier.Name, name, StringComparison.OrdinalIgnoreCase)))
                {
                    throw new InvalidOperationException(
                        $"The input '{inputs[index].Name}' depends on '{name}', which is not among the inputs before it."
                    );
                }
            }
        }
    }

    /// <summary>Those to be loaded when the dialog opens.</summary>
    public static IReadOnlyList<InteractionInput> First(InteractionInputCollection inputs) =>
        [
            .. inputs.Where(input =>
                input.DynamicLoading is { } loading && (loading.AlwaysLoadOnStart || loading.DependsOnInputs is not { Count: > 0 })
            ),
        ];

    /// <summary>Those to be loaded again when others changed.</summary>
    public static IReadOnlyList<InteractionInput> Dependents(InteractionInputCollection inputs, IReadOnlyCollection<string> changed) =>
        [
            .. inputs.Where(input =>
                input.DynamicLoading?.DependsOnInputs?.Any(name => changed.Contains(name, StringComparer.OrdinalIgnoreCase)) == true
            ),
        ];

    /// <summary>Loads one; what goes wrong becomes the input's error.</summary>
    public static async Task LoadAsync(
        InteractionInput input,
        InteractionInputCollection inputs,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await input
                .DynamicLoading!.LoadCallback(
                    new LoadInputContext
                    {
                        Input = input,
                        AllInputs = inputs,
                        Services = services,
                        CancellationToken = cancellationToken,
                    }
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            input.ValidationErrors.Clear();
            input.ValidationErrors.Add(exception.Message);
        }
    }
}
