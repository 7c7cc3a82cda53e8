namespace Files.Uploads;

/// <summary>A file that is not taken: <see cref="Status"/> and a stable <see cref="Code"/> for clients.</summary>
internal sealed class UploadRefusedException(int status, string code, string detail) : Exception(detail)
{
    public int Status => status;

    public string Code => code;
}
