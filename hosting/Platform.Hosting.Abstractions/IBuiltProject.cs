namespace Platform.Hosting;

/// <summary>A referenced project that the AppHost's build has built; implemented by the generated classes in <c>Projects</c>.</summary>
public interface IBuiltProject
{
    /// <summary>The built assembly; absolute.</summary>
    string AssemblyPath { get; }

    /// <summary>The target framework it was built for; null where the build did not say.</summary>
    string? TargetFramework => null;
}
