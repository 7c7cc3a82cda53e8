namespace Platform.Extraction.Pdf;

/// <summary>Marked content may say in words what its glyphs mean (ActualText): it knows better than the font.</summary>
internal sealed class MarkedContent
{
    private readonly Stack<string?> _outer = [];
    private string? _replacement;

    /// <summary>Null if the glyphs speak for themselves; "" once it has been written.</summary>
    public ref string? Replacement => ref _replacement;

    public void Begin(string? actualText)
    {
        _outer.Push(_replacement);
        // What lies within is part of what has been said already.
        _replacement ??= actualText;
    }

    public void End()
    {
        if (!_outer.TryPop(out var outer))
        {
            return;
        }

        // Written by an inner one, it is written for the outer one too.
        _replacement = outer is null ? null : _replacement;
    }
}
