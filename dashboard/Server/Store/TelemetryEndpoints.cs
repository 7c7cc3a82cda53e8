using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary><c>/api/telemetry/*</c>, for scripts: OTLP's JSON, filtered, and with <c>follow=true</c> one request on each line as telemetry comes.</summary>
internal static class TelemetryEndpoints
{
    private const int Usual = 200;
    private const int Most = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var telemetry = api.MapGroup("/telemetry");
        telemetry.MapGet("/resources", ResourcesAsync);
        telemetry.MapGet("/spans", SpansAsync);
        telemetry.MapGet("/logs", LogsAsync);
        telemetry.MapGet("/traces", TracesAsync);
        telemetry.MapGet("/traces/{id}", TraceAsync);
    }

    private static Task ResourcesAsync(TelemetrySource source, HttpContext context) =>
        WriteAsync(
            context,
            "application/json",
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("resources");
                foreach (var sender in source.Sources.All.Where(sender => sender.Id > 0))
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", sender.ServiceName);
                    writer.WriteString("instanceId", sender.InstanceId);
                    writer.WriteStartObject("attributes");
                    foreach (var (key, value) in sender.Attributes)
                    {
                        writer.WriteString(key, value);
                    }
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        );

    private static Task SpansAsync(
        string? resource,
        string? traceId,
        bool? hasError,
        string? search,
        int? limit,
        bool? follow,
        TelemetrySource source,
        HttpContext context
    )
    {
        var query = TelemetryQuery.Parse(search);
        var trace = Id(traceId);
        bool Wanted(in SpanRow row) =>
            (trace is null || row.TraceId == trace)
            && (hasError is null || row.IsError == hasError)
            && IsFrom(source.Sources[row.Source], resource);
        var store = source.Spans;
        var found = new List<SpanRow>();
        var most = Limit(limit);
        store.Search(
            query,
            0,
            long.MaxValue,
            (in row) =>
            {
                if (Wanted(in row))
                {
                    found.Add(row);
                }
                return found.Count < most;
            }
        );
        found.Reverse();
        return AnswerAsync(
            context,
            store,
            found,
            follow == true,
            (in row) => Wanted(in row) && (query.IsEmpty || query.Matches(in row, store))
        );
    }

    private static Task LogsAsync(
        string? resource,
        string? traceId,
        string? severity,
        string? search,
        int? limit,
        bool? follow,
        TelemetrySource source,
        HttpContext context
    )
    {
        var query = TelemetryQuery.Parse(string.IsNullOrEmpty(severity) ? search : $"level>=\"{severity.Replace("\"", "")}\" {search}");
        var trace = Id(traceId);
        bool Wanted(in LogRow row) => (trace is null || row.TraceId == trace) && IsFrom(source.Sources[row.Source], resource);
        var store = source.Logs;
        var found = new List<LogRow>();
        var most = Limit(limit);
        store.Search(
            query,
            0,
            long.MaxValue,
            (in row) =>
            {
                if (Wanted(in row))
                {
                    found.Add(row);
                }
                return found.Count < most;
            }
        );
        found.Reverse();
        return AnswerAsync(
            context,
            store,
            found,
            follow == true,
            (in row) => Wanted(in row) && (query.IsEmpty || query.Matches(in row, store))
        );
    }

    /// <summary>The newest traces of which a span is wanted, whole.</summary>
    private static Task TracesAsync(
        string? resource,
        bool? hasError,
        string? search,
        int? limit,
        TelemetrySource source,
        HttpContext context
    )
    {
        var store = source.Spans;
        var traces = new HashSet<UInt128>();
        var most = Limit(limit);
        store.Search(
            TelemetryQuery.Parse(search),
            0,
            long.MaxValue,
            (in row) =>
            {
                if (
                    IsFrom(source.Sources[row.Source], resource)
                    && !traces.Contains(row.TraceId)
                    && (hasError is null || store.Trace(row.TraceId).Any(span => span.IsError) == hasError)
                )
                {
                    traces.Add(row.TraceId);
                }
                return traces.Count < most;
            }
        );
        return AnswerAsync(context, store, [.. traces.Reverse().SelectMany(store.Trace)], false, null);
    }

    private static Task TraceAsync(string id, TelemetrySource source, HttpContext context)
    {
        var rows = source.Spans.Trace(Id(id)!.Value);
        return rows.Count > 0
            ? AnswerAsync(context, source.Spans, rows, false, null)
            : TypedResults
                .Problem(
                    $"The trace {id} is not here: it has made room for others, or none of its spans came.",
                    statusCode: StatusCodes.Status404NotFound
                )
                .ExecuteAsync(context);
    }

    private static async Task AnswerAsync<TRow>(
        HttpContext context,
        ChunkedStore<TRow> store,
        IReadOnlyList<TRow> rows,
        bool follow,
        RowPredicate<TRow>? wanted
    )
        where TRow : struct, ITelemetryRow
    {
        if (!follow)
        {
            await WriteAsync(context, "application/json", writer => Write(writer, store, rows));
            return;
        }
        var arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void OnArrived() => arrived.Writer.TryWrite(true);
        store.Arrived += OnArrived;
        try
        {
            var after = rows.Count > 0 ? rows[^1].RowSequence : store.Newest;
            await WriteAsync(context, "application/x-ndjson", writer => Write(writer, store, rows), lineEnd: rows.Count > 0);
            var buffer = new TRow[512];
            while (await arrived.Reader.WaitToReadAsync(context.RequestAborted))
            {
                arrived.Reader.TryRead(out _);
                for (int count; (count = store.Read(after, buffer)) > 0; )
                {
                    after = buffer[count - 1].RowSequence;
                    var some = buffer.Take(count).Where(row => wanted!(in row)).ToList();
                    if (some.Count > 0)
                    {
                        await WriteAsync(context, null, writer => Write(writer, store, some), lineEnd: true);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone: that is how following ends.
        }
        finally
        {
            store.Arrived -= OnArrived;
        }
    }

    private static void Write<TRow>(Utf8JsonWriter writer, ChunkedStore<TRow> store, IReadOnlyList<TRow> rows)
        where TRow : struct, ITelemetryRow
    {
        var request = new ArrayBufferWriter<byte>(4096);
        store.WriteRequest(rows, request);
        OtlpJsonWriter.WriteRequest(writer, store.Signal, request.WrittenSpan);
    }

    private static async Task WriteAsync(HttpContext context, string? type, Action<Utf8JsonWriter> write, bool lineEnd = false)
    {
        if (type is not null)
        {
            context.Response.ContentType = type;
        }
        var isLines = type == "application/x-ndjson";
        if (!isLines || lineEnd)
        {
            var into = new ArrayBufferWriter<byte>(4096);
            using (var writer = new Utf8JsonWriter(into))
            {
                write(writer);
            }
            await context.Response.BodyWriter.WriteAsync(into.WrittenMemory, context.RequestAborted);
            if (lineEnd)
            {
                await context.Response.BodyWriter.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
            }
        }
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static int Limit(int? limit) => Math.Clamp(limit ?? Usual, 1, Most);

    private static bool IsFrom(Source sender, string? resource) =>
        string.IsNullOrEmpty(resource)
        || sender.ServiceName.Equals(resource, StringComparison.OrdinalIgnoreCase)
        || sender.InstanceId.Equals(resource, StringComparison.OrdinalIgnoreCase);

    private static UInt128? Id(string? hex) =>
        string.IsNullOrEmpty(hex) ? null
        : UInt128.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id) ? id
        : throw new Runs.RunException($"'{hex}' is no trace id: it has 32 hexadecimal digits.", StatusCodes.Status400BadRequest);
}
