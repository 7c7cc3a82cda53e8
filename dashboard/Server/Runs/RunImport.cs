using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Platform.Dashboard.Live;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>Makes a run of a file: a zip as an export is, or OTLP's JSON, one request or one on each line.</summary>
internal sealed class RunImport(RunArchive archive, DashboardOptions options, ChangeFeed feed)
{
    public const long LargestFile = 100L << 20;
    private const long LargestInside = 2L << 30;
    private const int LargestPart = 160 << 20;

    private static readonly (OtlpSignal Signal, string Camel, string Snake)[] signals =
    [
        (OtlpSignal.Traces, "resourceSpans", "resource_spans"),
        (OtlpSignal.Logs, "resourceLogs", "resource_logs"),
        (OtlpSignal.Metrics, "resourceMetrics", "resource_metrics"),
    ];
    private readonly Intake intake = new(new DashboardOptions { MaxRequestBytes = LargestPart, MaxBytesInFlight = 4L * LargestPart });

    /// <exception cref="RunException">It is no such file, or larger than <see cref="LargestFile"/>.</exception>
    public async Task<ImportResult> ReadAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        await using var file = await SpoolAsync(body, cancellationToken);
        var id = archive.NewId();
        var files = archive.Files(id);
        try
        {
            using (files)
            {
                var head = new byte[2];
                var isZip = await file.ReadAtLeastAsync(head, 2, false, cancellationToken) == 2 && head.AsSpan().SequenceEqual("PK"u8);
                file.Position = 0;
                if (isZip)
                {
                    ReadZip(files, file);
                }
                else
                {
                    ReadJson(files, ReadAll(file, name), name);
                }
                var now = options.TimeProvider.GetUtcNow();
                files.WriteInfo(new RunInfo(id, name, now) { EndedAt = now, IsImported = true });
            }
            var set = archive.Open(id);
            var (from, to) = Span(set);
            if (from <= to)
            {
                files.WriteInfo(
                    new RunInfo(id, name, UnixNanoseconds.ToTime(from)) { EndedAt = UnixNanoseconds.ToTime(to), IsImported = true }
                );
            }
            archive.MakeRoom(keep: id);
            feed.Changed(Topic.Runs);
            return new ImportResult(
                id,
                set.Spans.Newest,
                set.Logs.Newest,
                set.Stores.First(store => store.Signal == OtlpSignal.Metrics).Newest
            );
        }
        catch (Exception exception)
        {
            archive.Close(id);
            if (Directory.Exists(files.Path))
            {
                Directory.Delete(files.Path, recursive: true);
            }
            throw exception switch
            {
                InvalidDataException => Bad($"'{name}' is no readable zip: {exception.Message}"),
                OtlpRefusal or JsonException => Bad($"'{name}' cannot be imported: {exception.Message}"),
                _ => exception,
            };
        }
    }

    /// <summary>From the first to the last that it tells of: the time range that pages open with.</summary>
    private static (long From, long To) Span(TelemetrySet set)
    {
        var (from, to) = (long.MaxValue, long.MinValue);
        set.Spans.Scan(
            0,
            long.MaxValue,
            (in row) =>
            {
                (from, to) = (Math.Min(from, row.Start), Math.Max(to, row.End));
                return true;
            }
        );
        set.Logs.Scan(
            0,
            long.MaxValue,
            (in row) =>
            {
                (from, to) = (Math.Min(from, row.Time), Math.Max(to, row.Time));
                return true;
            }
        );
        return (from, to);
    }

    private static RunException Bad(string message) => new(message, StatusCodes.Status400BadRequest);

    private static async Task<FileStream> SpoolAsync(Stream body, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), "platform-import-" + Guid.NewGuid().ToString("N"));
        var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            var buffer = new byte[81920];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0; )
            {
                if (file.Length + read > LargestFile)
                {
                    throw new RunException($"Files of up to {LargestFile >> 20} MB can be imported.", StatusCodes.Status413PayloadTooLarge);
                }
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
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

    private void ReadZip(RunFiles files, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var (left, known) = (LargestInside, 0);
        foreach (var entry in zip.Entries.Where(entry => entry.Length > 0))
        {
            if ((left -= entry.Length) < 0)
            {
                throw Bad($"What is in the zip is larger than {LargestInside >> 30} GB.");
            }
            if (entry.FullName == "resources.json")
            {
                using var inside = entry.Open();
                var resources = JsonSerializer.Deserialize(ReadAll(inside, entry.FullName), RunsJson.Default.ListResourceSnapshot) ?? [];
                // A file from elsewhere may have been exported with its secrets: they do not come to lie on disk.
                files.WriteResources(
                    resources.Select(resource =>
                        resource with
                        {
                            Environment = [.. resource.Environment.Select(each => each.IsSecret ? each with { Value = null } : each)],
                        }
                    )
                );
            }
            else if (
                entry.FullName.StartsWith("console/", StringComparison.Ordinal) && entry.Name.EndsWith(".txt", StringComparison.Ordinal)
            )
            {
                ReadConsole(files, entry);
            }
            else if (
                entry.Name.EndsWith("json", StringComparison.OrdinalIgnoreCase)
                || entry.Name.EndsWith("jsonl", StringComparison.OrdinalIgnoreCase)
            )
            {
                using var inside = entry.Open();
                ReadJson(files, ReadAll(inside, entry.FullName), entry.FullName);
            }
            else
            {
                continue;
            }
            known++;
        }
        if (known == 0)
        {
            throw Bad("The zip holds nothing of a run: resources.json, console/*.txt or OTLP's JSON were expected.");
        }
    }

    private static void ReadConsole(RunFiles files, ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        var lines = new List<ConsoleItem>();
        var resource = Path.GetFileNameWithoutExtension(entry.Name);
        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            var space = line.IndexOf(' ');
            var hasTime = DateTimeOffset.TryParseExact(
                line.AsSpan(0, Math.Max(0, space)),
                "yyyy-MM-ddTHH:mm:ss.fffffffZ",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            );
            lines.Add(new ConsoleItem(number, resource, number, hasTime ? at : null, hasTime ? line[(space + 1)..] : line, false));
        }
        files.Append(RunFiles.Console, JsonSerializer.SerializeToUtf8Bytes(lines, RunsJson.Default.ListConsoleItem));
    }

    private void ReadJson(RunFiles files, byte[] json, string name)
    {
        var documents = Documents(json);
        var found = documents.Aggregate(false, (any, document) => ReadDocument(files, json.AsSpan(document), name) || any);
        if (!found)
        {
            throw Bad($"'{name}' is no OTLP: resourceSpans, resourceLogs or resourceMetrics were expected.");
        }
    }

    private bool ReadDocument(RunFiles files, ReadOnlySpan<byte> json, string name)
    {
        var found = false;
        foreach (var (signal, camel, snake) in signals)
        {
            if (!HasProperty(json, camel, snake))
            {
                continue;
            }
            var source = new PooledBytes(intake);
            source.Append(json);
            using var request = OtlpJson.ToProtobuf(signal, source, intake);
            files.Append(RunFiles.NameOf(signal), request.Written);
            found = true;
        }
        return found;
    }

    /// <summary>One document, or one on each line as collectors write them.</summary>
    private static List<Range> Documents(byte[] json)
    {
        var lines = new List<Range>();
        for (var at = 0; at < json.Length; )
        {
            var length = json.AsSpan(at).IndexOf((byte)'\n');
            var end = length < 0 ? json.Length : at + length;
            var line = json.AsSpan(at..end).Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                if (line[0] != '{' || line[^1] != '}')
                {
                    return [Range.All];
                }
                lines.Add(at..end);
            }
            at = end + 1;
        }
        return lines.Count > 1 ? lines : [Range.All];
    }

    private static bool HasProperty(ReadOnlySpan<byte> json, string camel, string snake)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(camel) || reader.ValueTextEquals(snake))
            {
                return true;
            }
            reader.Skip();
        }
        return false;
    }

    private static byte[] ReadAll(Stream stream, string name)
    {
        var into = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            into.Write(buffer, 0, read);
            if (into.Length > LargestPart)
            {
                throw Bad($"'{name}' is larger than {LargestPart >> 20} MB: split it.");
            }
        }
        var bytes = into.ToArray();
        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
    }
}
