using Platform.Hosting.Terminal;
using Spectre.Console;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What whoever publishes sees: the result on standard output, what is wrong on standard error. Colours on a terminal only.</summary>
internal sealed class PublishTerminal(TextWriter output, TextWriter error, bool outputColours = false, bool errorColours = false)
{
    private readonly IAnsiConsole _output = ConsoleOf(output, outputColours);
    private readonly IAnsiConsole _error = ConsoleOf(error, errorColours);

    public static PublishTerminal Silent { get; } = new(TextWriter.Null, TextWriter.Null);

    public static PublishTerminal From(TerminalOptions options) =>
        options.Enabled
            ? new PublishTerminal(Console.Out, Console.Error, options.Colours, options.Colours && !Console.IsErrorRedirected)
            : Silent;

    /// <summary>Every finding: the errors last, for they are what is to be read.</summary>
    public void Tell(PublishReport report)
    {
        foreach (var finding in report.Findings.Distinct().OrderBy(finding => finding.Level))
        {
            var (word, colour) = finding.Level switch
            {
                FindingLevel.Error => ("error", Color.Red),
                FindingLevel.Waived => ("waived", Color.Yellow),
                _ => ("note", Color.Grey),
            };
            _error.Write(new Text(word.PadRight(8), colour));
            _error.Write(new Text(finding.Subject, new Style(decoration: Decoration.Bold)));
            _error.WriteLine($"  {(finding.Rule is { } rule ? rule + ": " : "")}{finding.Text}");
        }
    }

    public void Warn(string text) => _error.Write(new Text(text + "\n", Color.Yellow));

    public void TellChecked(PublishedTree made, TimeSpan elapsed) =>
        Sum($"Every policy holds for {made.Models[0].Application}", made, [], elapsed);

    public void TellDiff(OutputPlan plan, PublishOptions options)
    {
        if (options.IsMarkdown)
        {
            output.Write(MarkdownDiff.Of(plan));
            output.Flush();
            return;
        }
        foreach (var file in plan.Changes)
        {
            foreach (var line in UnifiedDiff.Of(file).TrimEnd('\n').Split('\n'))
            {
                _output.Write(new Text(line + "\n", StyleOf(line)));
            }
        }
        TellKept(plan);
        _output.WriteLine(
            plan.Changes.Count == 0 ? "Nothing would change." : $"{DiffSummary.Files(plan.Changes.Count)}: {DiffSummary.Of(plan.Changes)}."
        );
    }

    public void TellWritten(PublishedTree made, OutputPlan plan, PublishOptions options, TimeSpan elapsed)
    {
        TellKept(plan);
        Sum($"Published {made.Models[0].Application} to {options.Directory}", made, plan.Files, elapsed);
        foreach (var next in NextCommands.Of(made, options))
        {
            _output.WriteLine($"  {next}");
        }
    }

    private void Sum(string title, PublishedTree made, IReadOnlyList<PlannedFile> planned, TimeSpan elapsed)
    {
        _output.Write(new Text(title, new Style(decoration: Decoration.Bold)));
        _output.WriteLine($" in {Durations.Exact(elapsed)}.");
        foreach (var target in made.Targets)
        {
            var written = planned.Where(file => file.Target == target).ToList();
            var count =
                planned.Count > 0 ? written.Count(file => file.After is not null) : made.Tree.Files.Count(file => file.Target == target);
            if (count == 0 && written.Count == 0)
            {
                continue;
            }
            _output.WriteLine($"  {target, -12} {DiffSummary.Files(count), 10}{(planned.Count > 0 ? "  " + DiffSummary.Of(written) : "")}");
        }
    }

    private void TellKept(OutputPlan plan)
    {
        foreach (var file in plan.Files.Where(file => file.Note is not null))
        {
            _error.Write(new Text(file.Path, file.Action == OutputAction.Conflict ? Color.Red : Color.Yellow));
            _error.WriteLine($": {file.Note}.");
        }
    }

    private static Style StyleOf(string line) =>
        line switch
        {
            ['+', '+', '+', ..] or ['-', '-', '-', ..] => new Style(decoration: Decoration.Bold),
            ['@', ..] => new Style(Color.Teal),
            ['+', ..] => new Style(Color.Green),
            ['-', ..] => new Style(Color.Red),
            _ => Style.Plain,
        };

    private static IAnsiConsole ConsoleOf(TextWriter writer, bool colours)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        // The terminal breaks lines by itself; what is piped must keep them whole.
        console.Profile.Width = 100_000;
        return console;
    }
}
