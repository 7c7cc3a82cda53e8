using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>When somebody wants to be told about resources. Only Aspire's public API is used: this file compiles against its packages too.</summary>
public static class AlertExtensions
{
    /// <summary>About the resource, or all that it answers.</summary>
    public static IResourceBuilder<T> WithAlert<T>(this IResourceBuilder<T> builder, Action<AlertBuilder> when)
        where T : IResource => Declare(builder, null, null, when);

    /// <summary>About one route, as its server spans are named: <c>POST /api/v1/orders</c>.</summary>
    public static IResourceBuilder<T> WithAlert<T>(this IResourceBuilder<T> builder, string route, Action<AlertBuilder> when)
        where T : IResource => Declare(builder, Routes.Checked(route), null, when);

    /// <summary>About what the resource asks of another.</summary>
    public static IResourceBuilder<T> WithAlert<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> callee,
        Action<AlertBuilder> when
    )
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(callee);
        return Declare(builder, null, callee.Resource.Name, when);
    }

    private static IResourceBuilder<T> Declare<T>(IResourceBuilder<T> builder, string? route, string? callee, Action<AlertBuilder> when)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(when);
        var alert = new AlertBuilder(route, callee);
        when(alert);
        foreach (var annotation in alert.Build())
        {
            builder.WithAnnotation(annotation);
        }
        return builder;
    }
}
