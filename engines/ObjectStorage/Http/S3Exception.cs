namespace Platform.Engines.ObjectStorage.Http;

/// <summary>A refusal in S3's terms; becomes the XML error of the answer.</summary>
internal sealed class S3Exception(int status, string code, string message, params (string Name, string Value)[] details)
    : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>Elements beside Code and Message that S3 gives for this code.</summary>
    public IReadOnlyList<(string Name, string Value)> Details => details;

    public Dictionary<string, string> Headers { get; init; } = [];
}
