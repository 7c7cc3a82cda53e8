using System.Text;
using Platform.Hosting;

namespace Platform.Engines.Host.ObjectStorage;

/// <summary>The page that stands where a container would have a console: it says that there is none, and how to reach the store.</summary>
internal static class ConsolePage
{
    public static OneAnswer Listen(int port, string resource, ObjectStorageSettings settings) =>
        OneAnswer.Listen(port, Answer(resource, settings));

    private static byte[] Answer(string resource, ObjectStorageSettings settings)
    {
        var endpoint = settings.Endpoint ?? "http://localhost:9000";
        var buckets = settings.Buckets.Count == 0 ? "none" : string.Join(", ", settings.Buckets);
        var page = Encoding.UTF8.GetBytes(
            $"""
            <!doctype html>
            <title>{resource}: no console</title>
            <h1>{resource}: S3 without a console</h1>
            <p>MinIO has a web console here. This store is not MinIO: it is served natively by this platform's S3 engine, which has none.</p>
            <p>S3 API: <code>{endpoint}</code>, path style, region <code>{settings.Region}</code>; buckets of the graph: {buckets}.</p>
            <p>The keys are in the connection string of the resource. With them in <code>AWS_ACCESS_KEY_ID</code> and
            <code>AWS_SECRET_ACCESS_KEY</code>:</p>
            <pre>aws --endpoint-url {endpoint} s3 ls</pre>
            """
        );
        var head =
            $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. page];
    }
}
