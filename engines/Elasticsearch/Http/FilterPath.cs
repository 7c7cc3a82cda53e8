using System.Text.Json;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>The parameter <c>filter_path</c>: which parts of an answer are sent. <c>*</c> stands in a name for anything, <c>**</c> for any depth, a <c>-</c> in front excludes.</summary>
internal sealed class FilterPath
{
    private readonly string[][] includes;
    private readonly string[][] excludes;

    private FilterPath(string[][] includes, string[][] excludes) => (this.includes, this.excludes) = (includes, excludes);

    /// <summary>Null where nothing is asked for.</summary>
    public static FilterPath? Parse(string? parameter)
    {
        var paths = (parameter ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return paths.Length == 0
            ? null
            : new(
                [.. paths.Where(path => path[0] != '-').Select(path => path.Split('.'))],
                [.. paths.Where(path => path[0] == '-').Select(path => path[1..].Split('.'))]
            );
    }

    public void Write(JsonElement answer, Utf8JsonWriter writer)
    {
        if (!TryWrite(answer, null, includes.Length == 0 ? null : includes, excludes, writer, () => { }))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }

    /// <param name="wanted">What is left of the including paths here; null: everything.</param>
    /// <param name="open">Writes the containers around, which stay away where nothing inside is sent.</param>
    private static bool TryWrite(
        JsonElement element,
        string? name,
        string[][]? wanted,
        string[][] unwanted,
        Utf8JsonWriter writer,
        Action open
    )
    {
        var isContainer = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        if (wanted is null && unwanted.Length == 0 || !isContainer)
        {
            if (wanted is not null)
                return false;
            open();
            if (name is not null)
                writer.WritePropertyName(name);
            element.WriteTo(writer);
            return true;
        }
        var opened = false;
        void Open()
        {
            if (opened)
                return;
            opened = true;
            open();
            if (name is not null)
                writer.WritePropertyName(name);
            if (element.ValueKind == JsonValueKind.Object)
                writer.WriteStartObject();
            else
                writer.WriteStartArray();
        }
        // An object that was asked for and is emptied by an exclusion is still there; one that nothing was asked of is not.
        if (wanted is null)
            Open();
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                TryWrite(item, null, wanted, unwanted, writer, Open);
        else
            foreach (var member in element.EnumerateObject())
            {
                if (Step(unwanted, member.Name) is not { } stillUnwanted)
                    continue;
                var stillWanted = wanted is null ? null : Step(wanted, member.Name);
                if (wanted is null || stillWanted is not { Length: 0 })
                    TryWrite(member.Value, member.Name, stillWanted, stillUnwanted, writer, Open);
            }
        if (!opened)
            return false;
        if (element.ValueKind == JsonValueKind.Object)
            writer.WriteEndObject();
        else
            writer.WriteEndArray();
        return true;
    }

    /// <summary>What is left of the paths below a member; null where one of them ends at it.</summary>
    private static string[][]? Step(string[][] paths, string name)
    {
        var left = new List<string[]>();
        foreach (var path in paths)
        {
            if (path[0] == "**")
            {
                left.Add(path);
                if (path.Length == 1)
                    return null;
                if (SimplePattern.Matches(path[1], name))
                {
                    if (path.Length == 2)
                        return null;
                    left.Add(path[2..]);
                }
            }
            else if (SimplePattern.Matches(path[0], name))
            {
                if (path.Length == 1)
                    return null;
                left.Add(path[1..]);
            }
        }
        return [.. left];
    }
}
