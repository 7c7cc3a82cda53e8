namespace Platform.Extraction.Pdf;

/// <summary>What one PDF may cost, counted as it is spent.</summary>
internal sealed class PdfBudget(CancellationToken cancellationToken)
{
    private long _items;
    private long _inflated;
    private long _tokens;
    private int _forms;

    /// <summary>Something kept in memory.</summary>
    public void Item(int weight = 1)
    {
        if ((_items += weight) > Limits.Items)
        {
            throw RefusedException.TooLarge($"application/pdf: more than {Limits.Items} values in objects");
        }
    }

    /// <summary>Bytes that came out of a filter.</summary>
    public void Inflate(int bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((_inflated += bytes) > Limits.Inflated)
        {
            throw RefusedException.TooLarge($"application/pdf: streams inflate to more than {Limits.Inflated} bytes");
        }
    }

    /// <summary>An operand or operator of a content stream.</summary>
    public void Token()
    {
        if ((++_tokens & 0x3ff) is 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (_tokens > Limits.Tokens)
        {
            throw RefusedException.TooLarge($"application/pdf: pages of more than {Limits.Tokens} operands and operators");
        }
    }

    /// <summary>A form drawn: few that draw one another draw very many.</summary>
    public void Form()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_forms > Limits.Forms)
        {
            throw RefusedException.TooLarge($"application/pdf: more than {Limits.Forms} forms drawn");
        }
    }

    public void Check() => cancellationToken.ThrowIfCancellationRequested();
}
