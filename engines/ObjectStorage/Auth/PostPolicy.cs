using System.Globalization;
using System.Text.Json;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>What a signed policy lets a form do: every field must be covered by one of its conditions.</summary>
internal sealed class PostPolicy
{
    private readonly List<(string Field, string Value, bool StartsWith)> conditions = [];

    public long LeastBytes { get; private set; }

    public long MostBytes { get; private set; } = S3Limits.Object;

    /// <param name="encoded">The Base64 text of the form's <c>policy</c> field.</param>
    /// <exception cref="S3Exception">It is no policy, or has expired.</exception>
    public static PostPolicy Parse(string encoded, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(encoded), new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            if (
                !DateTimeOffset.TryParse(
                    root.GetProperty("expiration").GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var expires
                )
            )
                throw Invalid("Invalid 'expiration' value.");
            if (now > expires)
                throw S3Errors.AccessDenied("Invalid according to Policy: Policy expired.");
            var policy = new PostPolicy();
            foreach (var condition in root.GetProperty("conditions").EnumerateArray())
                policy.Add(condition);
            return policy;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw Invalid(wrong.Message);
        }
    }

    /// <param name="fields">The form's fields in lower case, and the bucket.</param>
    public void Check(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (field, value, startsWith) in conditions)
        {
            var given = fields.GetValueOrDefault(field, "");
            if (startsWith ? !given.StartsWith(value, StringComparison.Ordinal) : given != value)
                throw S3Errors.AccessDenied(
                    $"Invalid according to Policy: Policy Condition failed: [\"{(startsWith ? "starts-with" : "eq")}\", \"${field}\", \"{value}\"]"
                );
        }
        var covered = conditions.Select(condition => condition.Field).ToHashSet();
        foreach (var field in fields.Keys)
            if (
                !covered.Contains(field)
                && field is not ("policy" or "x-amz-signature" or "bucket" or "file")
                && !field.StartsWith("x-ignore-", StringComparison.Ordinal)
            )
                throw S3Errors.AccessDenied($"Invalid according to Policy: Extra input fields: {field}");
    }

    private void Add(JsonElement condition)
    {
        if (condition.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in condition.EnumerateObject())
                conditions.Add((property.Name.ToLowerInvariant(), property.Value.GetString() ?? "", false));
            return;
        }
        if (condition.GetArrayLength() != 3)
            throw Invalid("a condition has three elements.");
        var kind = condition[0].GetString()?.ToLowerInvariant();
        switch (kind)
        {
            case "content-length-range":
                LeastBytes = Number(condition[1]);
                MostBytes = Math.Min(MostBytes, Number(condition[2]));
                break;
            case "eq" or "starts-with":
                conditions.Add(
                    (
                        (condition[1].GetString() ?? "").TrimStart('$').ToLowerInvariant(),
                        condition[2].GetString() ?? "",
                        kind == "starts-with"
                    )
                );
                break;
            default:
                throw Invalid($"unknown condition '{kind}'.");
        }
    }

    private static long Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String
            ? long.Parse(element.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture)
            : element.GetInt64();

    private static S3Exception Invalid(string why) => new(400, "InvalidPolicyDocument", $"Invalid Policy: {why}");
}
