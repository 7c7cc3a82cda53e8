namespace Aspire.Hosting.Tests.Api;

/// <summary>Names of types in the form of the lists of Aspire's API.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(int)] = "int",
        [typeof(bool)] = "bool",
        [typeof(object)] = "object",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        var owner =
            type.DeclaringType is { } declaring ? $"{Of(declaring)}."
            : type.Namespace is { } space ? $"{space}."
            : "";
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{owner}{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : $"{owner}{name}";
    }
}
