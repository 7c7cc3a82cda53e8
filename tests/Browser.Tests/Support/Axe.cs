using System.Text.Json;
using Microsoft.Playwright;
using Platform.Tests.Support;

namespace Browser.Tests.Support;

/// <summary>Deque's axe-core (npm), which judges what a page is to people who cannot see it or use no mouse.</summary>
internal static class Axe
{
    private static readonly Lazy<string> s_source = new(() =>
        File.ReadAllText(Path.Combine(Graph.Root, "node_modules/axe-core/axe.min.js"))
    );

    /// <summary>WCAG 2.1, levels A and AA: what is broken, a line each.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(s_source.Value);
        var result = await page.EvaluateAsync<JsonElement>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })"
                + ".then(result => result.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.failureSummary}`)))"
        );
        return [.. result.EnumerateArray().Select(line => line.GetString()!)];
    }
}
