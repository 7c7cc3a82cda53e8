using System.Globalization;

namespace Aspire.Hosting.Run;

/// <summary>What is wrong with answers by their types alone.</summary>
internal static class InputValidation
{
    /// <summary>Clears and finds the errors of every input.</summary>
    /// <returns>True where there is none.</returns>
    public static bool Judge(InteractionInputCollection inputs)
    {
        foreach (var input in inputs)
        {
            input.ValidationErrors.Clear();
            if (Fault(input) is { } fault)
            {
                input.ValidationErrors.Add(fault);
            }
        }
        return inputs.All(input => input.ValidationErrors.Count == 0);
    }

    private static string? Fault(InteractionInput input)
    {
        if (string.IsNullOrEmpty(input.Value))
        {
            return input.Required ? "A value is required." : null;
        }
        return input.InputType switch
        {
            InputType.Number when !double.TryParse(input.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
                "This is not a number.",
            InputType.Boolean when !bool.TryParse(input.Value, out _) => "This is neither true nor false.",
            InputType.Choice when !input.AllowCustomChoice && input.Options?.Any(option => option.Key == input.Value) != true =>
                "This is none of the choices.",
            InputType.Text or InputType.SecretText when input.MaxLength is { } most && input.Value.Length > most =>
                $"At most {most} characters.",
            _ => null,
        };
    }
}
