using System.Text.RegularExpressions;

namespace Platform.Dashboard.Objectives;

/// <summary>Routes are declared as people write them and named as frameworks do: "/orders/{id}" is "/orders/{id:guid}/".</summary>
internal static partial class RouteNames
{
    public static bool AreSame(string one, string other) =>
        one == other || string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    public static string Plain(string route) => Constraint().Replace(route, "{$1}").TrimEnd('/');

    [GeneratedRegex(@"\{([^}:=?]*)[^}]*\}")]
    private static partial Regex Constraint();
}
