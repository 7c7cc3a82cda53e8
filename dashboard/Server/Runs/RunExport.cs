using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>
/// A run as a zip: <c>resources.json</c>, <c>console/RESOURCE.txt</c>, and OTLP's JSON in parts of about a megabyte of telemetry
/// (<c>traces/0001.json</c>), each of which any tool that knows OTLP reads for itself.
/// </summary>
internal sealed class RunExport(
    TelemetrySource source,
    RunArchive archive,
    ResourceBoard board,
    ConsoleHub consoles,
    DashboardOptions options,
    ILogger<RunExport> logger
)
{
    /// <summary>What there is to be exported, by resource.</summary>
    public async Task<ExportChoices> ChoicesAsync(CancellationToken cancellationToken)
    {
        var rows = new SortedDictionary<string, SortedSet<int>>(StringComparer.OrdinalIgnoreCase);
        void Add(string resource, string sort) =>
            (rows.TryGetValue(resource, out var sorts) ? sorts : rows[resource] = []).Add(Array.IndexOf(ExportSelection.Sorts, sort));
        foreach (var resource in Resources())
        {
            Add(resource.Name, ExportSelection.Resources);
        }
        await foreach (var line in ConsoleAsync(cancellationToken))
        {
            Add(NameOf(line.Resource), ExportSelection.Console);
        }
        foreach (var store in source.Set.Stores)
        {
            foreach (var service in store.Services())
            {
                Add(service, RunFiles.NameOf(store.Signal));
            }
        }
        return new ExportChoices([
            .. rows.Select(row => new ExportRow(row.Key, [.. row.Value.Select(sort => ExportSelection.Sorts[sort])])),
        ]);
    }

    /// <summary>A stream over a file that is gone once it is closed.</summary>
    public async Task<Stream> WriteAsync(ExportSelection selection, bool secrets, CancellationToken cancellationToken)
    {
        var settings = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var file = new FileStream(Path.Combine(Path.GetTempPath(), "platform-export-" + Guid.NewGuid().ToString("N")), settings);
        try
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                await WriteResourcesAsync(zip, selection, secrets, cancellationToken);
                await WriteConsolesAsync(zip, selection, cancellationToken);
                foreach (var store in source.Set.Stores.Where(store => selection.Has(RunFiles.NameOf(store.Signal))))
                {
                    WriteTelemetry(zip, store, selection, cancellationToken);
                }
            }
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private IReadOnlyList<ResourceSnapshot> Resources() => source.Run is { } run ? archive.Find(run).ReadResources() : board.All;

    private async IAsyncEnumerable<ConsoleItem> ConsoleAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (source.Run is { } run)
        {
            foreach (var line in archive.Find(run).ReadConsole())
            {
                yield return line;
            }
            yield break;
        }
        for (var next = 0L; ; )
        {
            var page = await consoles.ReadAllAsync(new ConsoleQuery(After: next, Limit: ConsoleQuery.MostLines), cancellationToken);
            foreach (var line in page.Items)
            {
                yield return line;
            }
            if (page.Items.Count == 0)
            {
                yield break;
            }
            next = page.Next;
        }
    }

    private async Task WriteResourcesAsync(ZipArchive zip, ExportSelection selection, bool secrets, CancellationToken cancellationToken)
    {
        var resources = Resources().Where(resource => selection.Has(ExportSelection.Resources, resource.Name)).ToList();
        if (resources.Count == 0)
        {
            return;
        }
        if (secrets && source.Run is null && options.Host is { } host)
        {
            logger.LogWarning(
                "The secrets in the environment of {Count} resources are exported: the export was asked for with them.",
                resources.Count
            );
            for (var index = 0; index < resources.Count; index++)
            {
                resources[index] = await RevealAsync(resources[index], host, cancellationToken);
            }
        }
        await using var entry = zip.CreateEntry("resources.json", CompressionLevel.Fastest).Open();
        await JsonSerializer.SerializeAsync(entry, resources, RunsJson.Default.ListResourceSnapshot, cancellationToken);
    }

    private static async Task<ResourceSnapshot> RevealAsync(ResourceSnapshot resource, IHostLink host, CancellationToken cancellationToken)
    {
        if (resource.Environment.Count == 0)
        {
            return resource;
        }
        var json = await host.RevealAsync(
            new SecretReference(resource.Id, "environment", EnvironmentEndpoints.AllVariables),
            cancellationToken
        );
        var values = JsonSerializer.Deserialize(json ?? "{}", ResourcesJson.Default.DictionaryStringString) ?? [];
        return resource with
        {
            Environment =
            [
                .. resource.Environment.Select(variable =>
                    variable with
                    {
                        Value = values.GetValueOrDefault(variable.Name) ?? variable.Value,
                    }
                ),
            ],
        };
    }

    private async Task WriteConsolesAsync(ZipArchive zip, ExportSelection selection, CancellationToken cancellationToken)
    {
        if (!selection.Has(ExportSelection.Console))
        {
            return;
        }
        var lines = new SortedDictionary<string, List<ConsoleItem>>(StringComparer.Ordinal);
        await foreach (var line in ConsoleAsync(cancellationToken))
        {
            if (selection.Has(ExportSelection.Console, NameOf(line.Resource)))
            {
                (lines.TryGetValue(line.Resource, out var list) ? list : lines[line.Resource] = []).Add(line);
            }
        }
        foreach (var (resource, list) in lines)
        {
            await using var writer = new StreamWriter(zip.CreateEntry($"console/{Safe(resource)}.txt", CompressionLevel.Fastest).Open());
            foreach (var line in list)
            {
                var at = line.At?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ ", CultureInfo.InvariantCulture);
                await writer.WriteLineAsync($"{at}{line.Text}".AsMemory(), cancellationToken);
            }
        }
    }

    private static void WriteTelemetry(
        ZipArchive zip,
        ITelemetryStore store,
        ExportSelection selection,
        CancellationToken cancellationToken
    )
    {
        var sort = RunFiles.NameOf(store.Signal);
        var into = new ArrayBufferWriter<byte>(1 << 20);
        var after = 0L;
        for (var part = 1; store.Copy(ref after, open: true, into); )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var request = RequestFilter.Where(into.WrittenSpan, service => selection.Has(sort, service));
            into.ResetWrittenCount();
            if (request.Length == 0)
            {
                continue;
            }
            using var entry = zip.CreateEntry($"{sort}/{part++:0000}.json", CompressionLevel.Fastest).Open();
            using var writer = new Utf8JsonWriter(entry);
            OtlpJsonWriter.WriteRequest(writer, store.Signal, request);
        }
    }

    private string NameOf(string resourceId) =>
        Resources().FirstOrDefault(resource => resource.Id.Equals(resourceId, StringComparison.OrdinalIgnoreCase))?.Name ?? resourceId;

    private static string Safe(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
