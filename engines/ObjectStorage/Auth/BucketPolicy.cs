using System.Text.Json;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>A bucket's policy: who may do what with it. What would be obeyed only in part is refused when it is put.</summary>
internal sealed class BucketPolicy
{
    private readonly List<Statement> statements = [];

    private sealed record Statement(bool Allows, string[] Actions, string[] Resources);

    /// <exception cref="S3Exception">It is no policy, or asks for what is not served (conditions, principals other than everyone).</exception>
    public static BucketPolicy Parse(ReadOnlyMemory<byte> json, string bucket)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            var policy = new BucketPolicy();
            var listed = document.RootElement.GetProperty("Statement");
            foreach (var statement in listed.ValueKind == JsonValueKind.Array ? listed.EnumerateArray().ToArray() : [listed])
                policy.statements.Add(Read(statement, bucket));
            return policy.statements.Count > 0 ? policy : throw Malformed("Could not parse the policy: Statement is empty!");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Malformed($"Policies must be valid JSON with a Statement: {wrong.Message}");
        }
    }

    public bool Denies(string action, string resource) =>
        statements.Any(statement => !statement.Allows && Covers(statement, action, resource));

    public bool AllowsEveryone(string action, string resource) =>
        statements.Any(statement => statement.Allows && Covers(statement, action, resource)) && !Denies(action, resource);

    /// <summary>Whether anything at all is allowed to everyone.</summary>
    public bool IsPublic => statements.Any(statement => statement.Allows);

    private static bool Covers(Statement statement, string action, string resource) =>
        statement.Actions.Any(pattern => Matches(pattern, action, StringComparison.OrdinalIgnoreCase))
        && statement.Resources.Any(pattern => Matches(pattern, resource, StringComparison.Ordinal));

    private static Statement Read(JsonElement statement, string bucket)
    {
        foreach (var property in statement.EnumerateObject())
            if (property.Name is not ("Sid" or "Effect" or "Principal" or "Action" or "Resource"))
                throw S3Errors.NotImplemented($"'{property.Name}' in a bucket policy");
        if (!IsEveryone(statement.GetProperty("Principal")))
            throw Malformed("Invalid principal in policy: there is one user, who may do all; statements are for everyone ('*').");
        var effect = statement.GetProperty("Effect").GetString();
        var resources = Strings(statement.GetProperty("Resource"));
        var own = $"arn:aws:s3:::{bucket}";
        if (
            resources.Any(resource => resource != own && !resource.StartsWith(own + "/", StringComparison.Ordinal) && resource != own + "*")
        )
            throw Malformed("Policy has invalid resource: it must be this bucket or lie in it.");
        return effect is "Allow" or "Deny"
            ? new(effect == "Allow", Strings(statement.GetProperty("Action")), resources)
            : throw Malformed($"Invalid effect: {effect}");
    }

    private static bool IsEveryone(JsonElement principal) =>
        principal.ValueKind == JsonValueKind.Object ? Strings(principal.GetProperty("AWS")) is ["*"] : principal.GetString() == "*";

    private static string[] Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [value.GetString() ?? ""];

    // Two pointers and one place to go back to: no pattern takes more than the product of the lengths.
    private static bool Matches(string pattern, string text, StringComparison comparison)
    {
        int p = 0,
            t = 0,
            star = -1,
            mark = 0;
        while (t < text.Length)
            if (p < pattern.Length && pattern[p] == '*')
                (star, mark) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern.AsSpan(p, 1).Equals(text.AsSpan(t, 1), comparison)))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++mark);
            else
                return false;
        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static S3Exception Malformed(string why) => new(400, "MalformedPolicy", why);
}
