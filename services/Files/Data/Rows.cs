namespace Files.Data;

/// <summary>A row of the table files.</summary>
internal sealed record FileRow
{
    public Guid Id { get; init; }
    public string FileName { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public string Target { get; init; } = "";
    public string Bucket { get; init; } = "";
    public string Key { get; init; } = "";
    public string Url { get; init; } = "";
    public long LastEvent { get; init; }
    public DateTime CreatedAt { get; init; }
}

/// <summary>A row of the table jobs.</summary>
internal sealed record JobRow
{
    public Guid Id { get; init; }
    public Guid FileId { get; init; }
    public string Kind { get; init; } = "";
    public string? AnalysisType { get; init; }
    public string? OutputFormat { get; init; }
    public bool? TranslateShakespearean { get; init; }
    public string Target { get; init; } = "";
    public string Status { get; init; } = "";
    public int Attempts { get; init; }
    public long Token { get; init; }
    public string? ExternalId { get; init; }
    public string CallbackToken { get; init; } = "";
    public string? Result { get; init; }
    public string? Reason { get; init; }
    public string? TraceParent { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
}

/// <summary>A row of the table file_events.</summary>
internal sealed record EventRow(long Seq, string Type, string Data);

/// <summary>A row of the table orphans.</summary>
internal sealed record OrphanRow
{
    public string Target { get; init; } = "";
    public string Key { get; init; } = "";
    public bool IsPrefix { get; init; }
    public int Attempts { get; init; }
}

/// <summary>What is to be done with a file, as its uploader asked.</summary>
internal sealed record NewJob(string Kind, string Target, string? AnalysisType, string? OutputFormat, bool? TranslateShakespearean);
