using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Platform.ServiceDefaults.Migrations;

/// <summary>One SQL script embedded as <c>Migrations/0001_name.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    // Read by file name alone: the compiler's resource names have dots for slashes, explicit ones (LogicalName) slashes.
    private const string Folder = "Migrations";

    /// <summary>Over the text with LF line ends, so that a checkout on another system counts as the same.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All scripts of the assembly, by version.</summary>
    /// <exception cref="InvalidOperationException">A name has no number, a number is used twice, or there is no script at all.</exception>
    public static IReadOnlyList<Migration> ReadAll(Assembly assembly)
    {
        var all = new SortedDictionary<int, Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var folder = resource.LastIndexOf(Folder, StringComparison.Ordinal);
            if (folder < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal))
                continue;
            var name = resource[(folder + Folder.Length + 1)..^".sql".Length];
            if (!int.TryParse(name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                throw new InvalidOperationException($"Migration '{name}.sql' must be named like 0001_what_it_does.sql.");
            if (!all.TryAdd(version, new Migration(version, name, Read(assembly, resource))))
                throw new InvalidOperationException($"Migrations '{all[version].Name}.sql' and '{name}.sql' have the same number.");
        }
        if (all.Count == 0)
        {
            throw new InvalidOperationException(
                $"{assembly.GetName().Name} embeds no migrations. Add <EmbeddedResource Include=\"Migrations/*.sql\" /> to its project."
            );
        }
        return [.. all.Values];
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
