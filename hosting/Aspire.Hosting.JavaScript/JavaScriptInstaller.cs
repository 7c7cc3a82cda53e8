using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>The resource <c>NAME-installer</c>, which runs before the application and ends.</summary>
internal static class JavaScriptInstaller
{
    /// <summary>Adds, changes or takes away the installer, whichever the last call asks for.</summary>
    public static void Attach<T>(IResourceBuilder<T> app, bool install)
        where T : JavaScriptAppResource
    {
        var known = app.Resource.Annotations.OfType<JavaScriptPackageInstallerAnnotation>().LastOrDefault();
        var manager = app.Resource.Annotations.OfType<JavaScriptPackageManagerAnnotation>().Last();
        if (!install)
        {
            Detach(app, known);
        }
        else if (known is null)
        {
            Add(app).WithCommand(manager.ExecutableName);
        }
        else
        {
            app.ApplicationBuilder.CreateResourceBuilder(known.Resource).WithCommand(manager.ExecutableName);
        }
    }

    private static IResourceBuilder<JavaScriptInstallerResource> Add<T>(IResourceBuilder<T> app)
        where T : JavaScriptAppResource
    {
        var resource = app.Resource;
        var installer = app
            .ApplicationBuilder.AddResource(new JavaScriptInstallerResource($"{resource.Name}-installer", resource.WorkingDirectory))
            .WithParentRelationship(resource)
            .ExcludeFromManifest()
            .WithArgs(context =>
            {
                foreach (var argument in resource.Annotations.OfType<JavaScriptInstallCommandAnnotation>().Last().Args)
                {
                    context.Args.Add(argument);
                }
            });
        app.WithAnnotation(new JavaScriptPackageInstallerAnnotation(installer.Resource)).WaitForCompletion(installer);
        return installer;
    }

    private static void Detach<T>(IResourceBuilder<T> app, JavaScriptPackageInstallerAnnotation? known)
        where T : JavaScriptAppResource
    {
        if (known is null)
        {
            return;
        }

        var annotations = app.Resource.Annotations;
        app.ApplicationBuilder.Resources.Remove(known.Resource);
        annotations.Remove(known);
        foreach (var wait in annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource == known.Resource).ToList())
        {
            annotations.Remove(wait);
        }

        foreach (var tie in annotations.OfType<ResourceRelationshipAnnotation>().Where(tie => tie.Resource == known.Resource).ToList())
        {
            annotations.Remove(tie);
        }
    }
}
