using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>A file that publish wrote, as it wrote it.</summary>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="Stage">Null: of all stages.</param>
internal sealed record OwnedFile(string Path, string Hash, string Target, string? Stage)
{
    [JsonIgnore]
    public Stage? StageOf => Stage is null ? null : Stages.Find(Stage);

    public static OwnedFile Of(OutputFile file, string hash) => new(file.Path, hash, file.Target, file.Stage?.Name());

    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>The record of what publish wrote, beside it.</summary>
internal sealed record Ownership(int Version, IReadOnlyList<OwnedFile> Files)
{
    public const string FileName = OutputPath.Reserved + ".json";

    public static Ownership None { get; } = new(1, []);

    public static Ownership Read(string path)
    {
        if (!File.Exists(path))
        {
            return None;
        }
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), OwnershipJson.Default.Ownership) ?? None;
        }
        catch (JsonException exception)
        {
            throw new Aspire.Hosting.DistributedApplicationException(
                $"{path} cannot be read: {exception.Message} It says which files publish may replace. Restore it from version control; or delete it, and publish with --overwrite all.",
                exception
            );
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, OwnershipJson.Default.Ownership).ReplaceLineEndings("\n") + "\n";

    public Dictionary<string, OwnedFile> ByPath() => Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Ownership))]
[JsonSerializable(typeof(OutputJournal))]
internal sealed partial class OwnershipJson : JsonSerializerContext;
