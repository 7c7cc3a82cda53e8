using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>
/// What is expected of resources, for the dashboard to judge. It changes nothing in what is run or published. Only Aspire's public API is used:
/// this file compiles against its packages too.
/// </summary>
public static class ObjectiveExtensions
{
    /// <summary>Of all that the resource answers.</summary>
    public static IResourceBuilder<T> WithObjective<T>(this IResourceBuilder<T> builder, Action<ObjectiveBuilder> expect)
        where T : IResource => Declare(builder, null, null, expect);

    /// <summary>Of one route, as its server spans are named: <c>POST /api/v1/orders</c>.</summary>
    public static IResourceBuilder<T> WithObjective<T>(this IResourceBuilder<T> builder, string route, Action<ObjectiveBuilder> expect)
        where T : IResource => Declare(builder, Routes.Checked(route), null, expect);

    /// <summary>Of what the resource asks of another.</summary>
    public static IResourceBuilder<T> WithObjective<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> callee,
        Action<ObjectiveBuilder> expect
    )
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callee);
        return Declare(builder, null, callee.Resource.Name, expect);
    }

    private static IResourceBuilder<T> Declare<T>(
        IResourceBuilder<T> builder,
        string? route,
        string? callee,
        Action<ObjectiveBuilder> expect
    )
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(expect);
        var objective = new ObjectiveBuilder(route, callee);
        expect(objective);
        foreach (var annotation in objective.Build())
        {
            builder.WithAnnotation(annotation);
        }
        return builder;
    }
}
