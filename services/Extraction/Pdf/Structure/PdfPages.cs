namespace Platform.Extraction.Pdf;

/// <param name="Resources">Its own or inherited ones.</param>
internal sealed record PdfPage(PdfDictionary Dictionary, PdfDictionary Resources);

/// <summary>The leaves of the page tree, in order.</summary>
internal sealed class PdfPages(PdfDocument document)
{
    private static readonly PdfDictionary None = new([]);

    private readonly List<PdfPage> _pages = [];
    private readonly HashSet<PdfDictionary> _seen = new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<PdfPage> Of(PdfDocument document)
    {
        var pages = Find(document);
        if (pages.Count is 0 && !document.Rebuilt)
        {
            document.Rebuild();
            pages = Find(document);
        }

        return pages.Count > 0 ? pages : new PdfPages(document).Stray();
    }

    private static List<PdfPage> Find(PdfDocument document)
    {
        var pages = new PdfPages(document);
        if (
            document.Resolve(document.Xref.Trailer.GetValueOrDefault("Root")) is PdfDictionary root
            && document.Get(root, "Pages") is PdfDictionary tree
        )
        {
            pages.Walk(tree, None, 0);
        }

        return pages._pages;
    }

    private void Walk(PdfDictionary node, PdfDictionary inherited, int depth)
    {
        // Twice the same node: a circle, which would never end.
        if (!_seen.Add(node))
        {
            return;
        }

        var resources = document.Get(node, "Resources") as PdfDictionary ?? inherited;
        if (document.Get(node, "Kids") is not PdfArray kids)
        {
            Add(node, resources);
            return;
        }

        if (depth >= Limits.Depth)
        {
            throw RefusedException.TooLarge($"application/pdf: a page tree more than {Limits.Depth} deep");
        }

        foreach (var kid in kids.Items)
        {
            if (document.Resolve(kid) is PdfDictionary child)
            {
                Walk(child, resources, depth + 1);
            }
        }
    }

    // The tree is lost: whatever says that it is a page is one, in the order of the numbers.
    private List<PdfPage> Stray()
    {
        foreach (var number in document.Xref.Entries.Keys.Order().ToList())
        {
            if (document.Load(number) is PdfDictionary page && document.NameOf(page, "Type") is "Page")
            {
                Add(page, document.Get(page, "Resources") as PdfDictionary ?? None);
            }
        }

        return _pages.Count > 0 ? _pages : throw RefusedException.Damaged("application/pdf: no page is found in it");
    }

    private void Add(PdfDictionary page, PdfDictionary resources)
    {
        _pages.Add(new(page, resources));
        if (_pages.Count > Limits.Pages)
        {
            throw RefusedException.TooLarge($"application/pdf: more than {Limits.Pages} pages");
        }
    }
}
