using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Reads launch settings and chooses a profile.</summary>
internal static partial class LaunchProfiles
{
    /// <summary>Chooses a profile and notes how; null where the project is to have none, or has none.</summary>
    /// <exception cref="DistributedApplicationException">The project is missing, its settings cannot be read, or it has no profile of the name asked for.</exception>
    public static ChosenLaunchProfileAnnotation? Choose(
        IDistributedApplicationBuilder builder,
        ProjectResource project,
        ProjectResourceOptions options
    )
    {
        if (options.ExcludeLaunchProfile)
        {
            project.Annotations.Add(new ExcludeLaunchProfileAnnotation());
            return null;
        }

        var usual = builder.Configuration["AppHost:DefaultLaunchProfileName"] ?? builder.Configuration["DOTNET_LAUNCH_PROFILE"];
        if (!string.IsNullOrEmpty(options.LaunchProfileName))
        {
            project.Annotations.Add(new LaunchProfileAnnotation(options.LaunchProfileName));
        }
        else if (!string.IsNullOrEmpty(usual))
        {
            project.Annotations.Add(new DefaultLaunchProfileAnnotation(usual));
        }

        var path = project.ProjectFilePath(builder);
        var profiles = (project.GetProjectMetadata().LaunchSettings ?? Read(project.Name, path))?.Profiles ?? [];
        if (Pick(project.Name, path, profiles, options.LaunchProfileName, usual) is not { } name)
        {
            return null;
        }

        var chosen = new ChosenLaunchProfileAnnotation(name, profiles[name]);
        project.Annotations.Add(chosen);
        return chosen;
    }

    /// <summary>Takes a command line apart as the .NET host does: blanks separate, double quotes join, \" is a quote.</summary>
    public static IReadOnlyList<string> SplitArguments(string? commandLine)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (quoted, started) = (false, false);
        for (var i = 0; i < (commandLine?.Length ?? 0); i++)
        {
            var c = commandLine![i];
            if (c is '\\' && i + 1 < commandLine.Length && commandLine[i + 1] is '"')
            {
                current.Append('"');
                (started, i) = (true, i + 1);
            }
            else if (c is '"')
            {
                (quoted, started) = (!quoted, true);
            }
            else if (!quoted && char.IsWhiteSpace(c))
            {
                Flush();
            }
            else
            {
                current.Append(c);
                started = true;
            }
        }

        Flush();
        return arguments;

        void Flush()
        {
            if (started)
            {
                arguments.Add(current.ToString());
                current.Clear();
                started = false;
            }
        }
    }

    private static string? Pick(string project, string path, Dictionary<string, LaunchProfile> profiles, string? asked, string? usual)
    {
        if (!string.IsNullOrEmpty(asked))
        {
            return profiles.ContainsKey(asked)
                ? asked
                : throw new DistributedApplicationException(
                    $"Launch profile '{asked}' for project '{project}' does not exist in the launch settings of '{path}'. There are: {string.Join(", ", profiles.Keys)}."
                );
        }

        return usual is not null && profiles.ContainsKey(usual)
            ? usual
            : profiles
                .Where(profile => string.Equals(profile.Value.CommandName ?? "Project", "Project", StringComparison.OrdinalIgnoreCase))
                .Select(profile => profile.Key)
                .FirstOrDefault();
    }

    private static LaunchSettings? Read(string project, string path)
    {
        if (!File.Exists(path))
        {
            throw new DistributedApplicationException(
                $"Project file '{path}' of resource '{project}' was not found. Correct the path in AddProject, or add a reference to the project to the AppHost."
            );
        }

        var single = Path.GetExtension(path) is ".cs";
        var file = single
            ? Path.ChangeExtension(path, ".run.json")
            : Path.Combine(Path.GetDirectoryName(path)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, LaunchSettingsJson.Default.LaunchSettings);
        }
        catch (JsonException fault)
        {
            throw new DistributedApplicationException(
                $"The launch settings '{file}' of project '{project}' are no valid JSON: {fault.Message} Correct the file, or add the project with launchProfileName: null.",
                fault
            );
        }
    }

    [JsonSourceGenerationOptions(ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
    [JsonSerializable(typeof(LaunchSettings))]
    private sealed partial class LaunchSettingsJson : JsonSerializerContext;
}
