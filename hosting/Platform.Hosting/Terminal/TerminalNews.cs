using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Platform.Hosting.Terminal;

/// <summary>A line for whoever sits at the terminal.</summary>
/// <param name="Link">Shown behind the text. It may carry a token: never to be written where it is kept.</param>
internal sealed record NewsLine(string Text, Uri? Link = null)
{
    /// <param name="hyperlink">True to let a terminal that can open it (OSC 8); all show its address.</param>
    public string Format(bool hyperlink) =>
        Link is null ? Text
        : hyperlink ? $"{Text} \e]8;;{Link}\e\\{Link}\e]8;;\e\\"
        : $"{Text} {Link}";
}

/// <summary>What others have to say at the terminal, in order. Lines wait until somebody shows them.</summary>
internal sealed class TerminalNews
{
    private readonly Channel<NewsLine> _lines = Channel.CreateUnbounded<NewsLine>();

    public void Tell(string text, Uri? link = null) => _lines.Writer.TryWrite(new NewsLine(text, link));

    /// <summary>Completes when there is something to read.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _lines.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>What has been told and not been read yet.</summary>
    public bool TryRead([NotNullWhen(true)] out NewsLine? line) => _lines.Reader.TryRead(out line);
}
