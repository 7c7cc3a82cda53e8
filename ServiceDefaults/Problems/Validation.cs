using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.ServiceDefaults.Problems;

/// <summary>Collects what is wrong with a request; field names are those of the JSON, for example <c>items[0].quantity</c>.</summary>
public sealed class Validation
{
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public bool Failed => errors.Count > 0;

    /// <summary>Records <paramref name="message"/> for <paramref name="field"/> unless <paramref name="valid"/>.</summary>
    public Validation Check(bool valid, string field, string message)
    {
        if (!valid)
            errors[field] = errors.TryGetValue(field, out var earlier) ? [.. earlier, message] : [message];
        return this;
    }

    /// <summary>400 with the errors by field, as problem details.</summary>
    public ValidationProblem ToProblem() => TypedResults.ValidationProblem(errors);
}
