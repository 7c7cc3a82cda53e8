namespace Platform.Extraction.Pdf;

/// <summary>Where the text operators put glyphs.</summary>
internal sealed class TextPen(TextLayout layout)
{
    private Matrix _line = Matrix.Identity;
    private Matrix _text = Matrix.Identity;

    public void Begin() => Set(Matrix.Identity);

    public void Set(Matrix matrix) => _line = _text = matrix;

    public void NextLine(double x, double y) => Set(Matrix.Move(x, y).Then(_line));

    /// <param name="thousandths">Of the font's size, backwards: TJ's numbers.</param>
    public void Back(double thousandths, in TextState state) => Advance(-thousandths * 0.001 * state.Size, state);

    /// <param name="replacement">Null to write what the glyphs mean; else what stands for all of them, written once, "" thereafter.</param>
    public void Show(ReadOnlySpan<byte> bytes, in TextState state, ref string? replacement)
    {
        if (state.Font is not { } font)
        {
            return;
        }

        while (bytes.Length > 0)
        {
            var glyph = font.Next(bytes);
            var start = _text;
            var spacing = state.CharacterSpacing + (glyph is { Code: 32, Length: 1 } ? state.WordSpacing : 0);
            Advance((glyph.Advance * state.Size * (font.Vertical ? -1 : 1)) + spacing, state);
            if (replacement is null)
            {
                Write(glyph.Text, start, state);
            }
            else
            {
                Write(replacement, start, state);
                replacement = "";
            }

            bytes = bytes[glyph.Length..];
        }
    }

    private void Advance(double distance, in TextState state) =>
        _text = (state.Font?.Vertical is true ? Matrix.Move(0, distance) : Matrix.Move(distance * state.Stretch, 0)).Then(_text);

    private void Write(string? text, Matrix start, in TextState state)
    {
        var (from, to) = (start.Then(state.Page), _text.Then(state.Page));
        var (x, y) = state.Font?.Vertical is true ? (-from.C, -from.D) : (from.A, from.B);
        var length = Math.Sqrt((x * x) + (y * y));
        var direction = length > 0 ? (x / length, y / length) : (1.0, 0.0);
        var height = Math.Abs(state.Size) * Math.Sqrt((from.C * from.C) + (from.D * from.D));
        // Negative sizes and mirrored pages run the other way, and are read the right way round all the same.
        layout.Add(text, (from.E, from.F), (to.E, to.F), state.Size < 0 ? (-direction.Item1, -direction.Item2) : direction, height);
    }
}
