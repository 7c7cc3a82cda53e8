namespace Platform.Hosting;

internal static class Routes
{
    /// <exception cref="ArgumentException">Not a method and a path.</exception>
    public static string Checked(string route)
    {
        ArgumentException.ThrowIfNullOrEmpty(route);
        var space = route.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && route.AsSpan(space + 1).StartsWith("/")
            ? route
            : throw new ArgumentException($"'{route}' is no route: write a method and a path, as in 'POST /api/v1/orders'.", nameof(route));
    }
}
