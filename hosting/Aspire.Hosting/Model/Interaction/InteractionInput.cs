namespace Aspire.Hosting;

/// <summary>How an input is asked for.</summary>
public enum InputType
{
    Text,
    SecretText,
    Choice,
    Boolean,
    Number,
    File,
}

/// <summary>Something a user is asked for, and the answer.</summary>
public sealed class InteractionInput
{
    public required string Name { get; init; }

    /// <summary>Shown in place of the name.</summary>
    public string? Label { get; init; }

    public string? Description { get; init; }

    public bool EnableDescriptionMarkdown { get; init; }

    public required InputType InputType { get; init; }

    public bool Required { get; init; }

    /// <summary>The choices: value and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    public InputLoadOptions? DynamicLoading { get; init; }

    /// <summary>The answer; before that, what is offered.</summary>
    public string? Value { get; set; }

    public string? Placeholder { get; init; }

    public bool AllowCustomChoice { get; init; }

    public bool Disabled { get; set; }

    /// <summary>Characters at most.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Bytes at most.</summary>
    public long? MaxFileSize { get; init; }

    public bool AllowMultipleFiles { get; init; }

    /// <summary>The files offered, as in HTML's <c>accept</c>.</summary>
    public string? FileFilter { get; init; }

    internal InteractionFileCollection Chosen { get; set; } = new([]);

    internal List<string> ValidationErrors { get; } = [];

    /// <summary>The files that were chosen.</summary>
    public InteractionFileCollection GetFiles() => Chosen;
}

/// <summary>How an input is filled while the dialog is open.</summary>
public sealed class InputLoadOptions
{
    public required Func<LoadInputContext, Task> LoadCallback { get; init; }

    public bool AlwaysLoadOnStart { get; init; }

    public IReadOnlyList<string>? DependsOnInputs { get; init; }
}

/// <summary>What the filling of an input works on.</summary>
public sealed class LoadInputContext
{
    public required InteractionInput Input { get; init; }

    public required InteractionInputCollection AllInputs { get; init; }

    public required IServiceProvider Services { get; init; }

    public required CancellationToken CancellationToken { get; init; }
}
