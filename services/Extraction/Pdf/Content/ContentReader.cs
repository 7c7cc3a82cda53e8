namespace Platform.Extraction.Pdf;

/// <summary>Runs a page's operators, of which only those of text, state and forms matter.</summary>
internal sealed class ContentReader(PdfDocument document, PdfFonts fonts, TextLayout layout)
{
    private const int MostOperands = 64;

    private readonly TextPen _pen = new(layout);
    private readonly Stack<TextState> _saved = [];
    private readonly MarkedContent _marked = new();

    // Those being drawn: none of them is drawn within itself.
    private readonly HashSet<PdfStream> _drawing = new(ReferenceEqualityComparer.Instance);

    private TextState _state = new();

    public void Run(ReadOnlyMemory<byte> content, PdfDictionary resources) => Run(content, resources, 0);

    private void Run(ReadOnlyMemory<byte> content, PdfDictionary resources, int depth)
    {
        var lexer = new PdfLexer(content);
        var parser = new PdfParser(lexer, document.Budget, references: false);
        var operands = new List<PdfObject>();
        while (parser.Read() is { } read)
        {
            document.Budget.Token();
            if (read is not PdfKeyword { Value: var operation })
            {
                if (operands.Count is MostOperands)
                {
                    operands.Clear();
                }

                operands.Add(read);
                continue;
            }

            if (operation is "ID")
            {
                InlineImage.Skip(lexer);
            }
            else if (operation is "Do")
            {
                Form(operands, resources, depth);
            }
            else if (!Text(operation, operands, resources))
            {
                State(operation, operands, resources);
            }

            operands.Clear();
        }
    }

    private bool Text(string operation, List<PdfObject> operands, PdfDictionary resources)
    {
        switch (operation)
        {
            case "BT":
                _pen.Begin();
                return true;
            case "Td":
                _pen.NextLine(Number(operands, 0), Number(operands, 1));
                return true;
            case "TD":
                _state.Leading = -Number(operands, 1);
                _pen.NextLine(Number(operands, 0), Number(operands, 1));
                return true;
            case "Tm":
                _pen.Set(MatrixOf(operands));
                return true;
            case "T*":
                _pen.NextLine(0, -_state.Leading);
                return true;
            case "Tj":
                Show(operands, 0);
                return true;
            case "'":
                _pen.NextLine(0, -_state.Leading);
                Show(operands, 0);
                return true;
            case "\"":
                _state.WordSpacing = Number(operands, 0);
                _state.CharacterSpacing = Number(operands, 1);
                _pen.NextLine(0, -_state.Leading);
                Show(operands, 2);
                return true;
            case "TJ":
                ShowAll(operands);
                return true;
            case "BMC":
                _marked.Begin(null);
                return true;
            case "BDC":
                _marked.Begin(ActualText(operands, resources));
                return true;
            case "EMC":
                _marked.End();
                return true;
            default:
                return false;
        }
    }

    private void State(string operation, List<PdfObject> operands, PdfDictionary resources)
    {
        switch (operation)
        {
            case "q" when _saved.Count < Limits.SavedStates:
                _saved.Push(_state);
                break;
            case "Q" when _saved.TryPop(out var saved):
                _state = saved;
                break;
            case "cm":
                _state.Page = MatrixOf(operands).Then(_state.Page);
                break;
            case "Tf":
                _state.Font = fonts.Of(Resource(resources, "Font", operands));
                _state.Size = Number(operands, 1);
                break;
            case "gs" when Resource(resources, "ExtGState", operands) is PdfDictionary extended:
                if (document.Get(extended, "Font") is PdfArray { Items: [var font, var size] })
                {
                    _state.Font = fonts.Of(font);
                    _state.Size = (document.Resolve(size) as PdfNumber)?.Value ?? 0;
                }

                break;
            case "Tc":
                _state.CharacterSpacing = Number(operands, 0);
                break;
            case "Tw":
                _state.WordSpacing = Number(operands, 0);
                break;
            case "Tz":
                _state.Stretch = Number(operands, 0) / 100;
                break;
            case "TL":
                _state.Leading = Number(operands, 0);
                break;
        }
    }

    private void Show(List<PdfObject> operands, int index)
    {
        if (index < operands.Count && operands[index] is PdfString text)
        {
            _pen.Show(text.Bytes, _state, ref _marked.Replacement);
        }
    }

    private void ShowAll(List<PdfObject> operands)
    {
        if (operands is not [PdfArray array, ..])
        {
            return;
        }

        foreach (var item in array.Items)
        {
            document.Budget.Token();
            switch (item)
            {
                case PdfString text:
                    _pen.Show(text.Bytes, _state, ref _marked.Replacement);
                    break;
                case PdfNumber number:
                    _pen.Back(number.Value, _state);
                    break;
            }
        }
    }

    private void Form(List<PdfObject> operands, PdfDictionary resources, int depth)
    {
        if (
            depth >= Limits.FormDepth
            || Resource(resources, "XObject", operands) is not PdfStream form
            || document.NameOf(form.Dictionary, "Subtype") is not "Form"
            || !_drawing.Add(form)
        )
        {
            return;
        }

        document.Budget.Form();
        var (outer, saved) = (_state, _saved.Count);
        if (document.Get(form.Dictionary, "Matrix") is PdfArray matrix)
        {
            _state.Page = MatrixOf([.. matrix.Items.Select(document.Resolve)]).Then(_state.Page);
        }

        Run(document.Decode(form), document.Get(form.Dictionary, "Resources") as PdfDictionary ?? resources, depth + 1);
        while (_saved.Count > saved)
        {
            _saved.Pop();
        }

        _state = outer;
        _drawing.Remove(form);
    }

    private string? ActualText(List<PdfObject> operands, PdfDictionary resources)
    {
        var properties = operands switch
        {
            [_, PdfDictionary inline] => inline,
            [_, PdfName] => Resource(resources, "Properties", operands[1..]) as PdfDictionary,
            _ => null,
        };
        return properties is not null && document.Get(properties, "ActualText") is PdfString text ? TextStrings.Decode(text.Bytes) : null;
    }

    private PdfObject Resource(PdfDictionary resources, string category, List<PdfObject> operands) =>
        operands is [PdfName name, ..] && document.Get(resources, category) is PdfDictionary named
            ? document.Get(named, name.Value)
            : PdfObject.Null;

    private static double Number(List<PdfObject> operands, int index) =>
        index < operands.Count && operands[index] is PdfNumber number ? number.Value : 0;

    private static Matrix MatrixOf(List<PdfObject> operands) =>
        new(Number(operands, 0), Number(operands, 1), Number(operands, 2), Number(operands, 3), Number(operands, 4), Number(operands, 5));
}
