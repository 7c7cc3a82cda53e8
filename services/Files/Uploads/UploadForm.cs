namespace Files.Uploads;

/// <summary>The fields of an upload, from the query and from the form; files may stand before, between and after them.</summary>
internal sealed class UploadForm
{
    private const int LongestValue = 1000;
    private const int MostFields = 50;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public UploadForm(IQueryCollection query)
    {
        foreach (var (name, value) in query)
            Set(name, value.ToString());
    }

    public string? this[string name] => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Where the files are to be stored.</summary>
    public string? Target => this["target"];

    /// <summary>Who is to process them.</summary>
    public string? Processing => this["processing"];

    public string? AnalysisType => this["analysis_type"];

    public void Set(string name, string value)
    {
        if (value.Length > LongestValue || values.Count >= MostFields)
            throw new UploadRefusedException(
                400,
                "bad_form",
                $"A form has at most {MostFields} fields of at most {LongestValue} characters."
            );
        values[name] = value;
    }

    /// <summary>A truth as Python's web frameworks read it; null when absent.</summary>
    public bool? Flag(string name) =>
        this[name]?.ToLowerInvariant() switch
        {
            null => null,
            "true" or "1" or "yes" or "on" or "t" or "y" => true,
            "false" or "0" or "no" or "off" or "f" or "n" => false,
            var other => throw new UploadRefusedException(400, "bad_form", $"'{other}' is no value for {name}: write true or false."),
        };
}
