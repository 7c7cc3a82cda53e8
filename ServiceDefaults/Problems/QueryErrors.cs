using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.ServiceDefaults.Problems;

/// <summary>Generated endpoints refuse <c>page=abc</c> for an optional parameter with a bare 400; this adds which parameter it was.</summary>
public static class QueryErrors
{
    public static TBuilder NameBadQueryFields<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter(FilterAsync);

    private static ValueTask<object?> FilterAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;

        // The status stands before the handler has run: that is how a generated endpoint says that binding failed.
        if (context.Response.StatusCode != StatusCodes.Status400BadRequest)
            return next(invocation);
        var validation = new Validation();
        foreach (var parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (context.Request.Query[parameter.Name].ToString() is { Length: > 0 } text)
                validation.Check(Parses(text, parameter.ParameterInfo.ParameterType), parameter.Name, $"'{text}' is not a valid value.");
        }
        return validation.Failed ? ValueTask.FromResult<object?>(validation.ToProblem()) : next(invocation);
    }

    private static bool Parses(string text, Type type)
    {
        var culture = CultureInfo.InvariantCulture;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) ? int.TryParse(text, culture, out _)
            : type == typeof(long) ? long.TryParse(text, culture, out _)
            : type == typeof(decimal) ? decimal.TryParse(text, culture, out _)
            : type == typeof(bool) ? bool.TryParse(text, out _)
            : type == typeof(Guid) ? Guid.TryParse(text, out _)
            : type == typeof(DateTimeOffset) ? DateTimeOffset.TryParse(text, culture, out _)
            : !type.IsEnum || Enum.TryParse(type, text, ignoreCase: true, out _);
    }
}
