using System.Text;
using Files.Tests.Support;

namespace Files.Tests.Uploads;

/// <summary>Forms that are whole, cut, garbled, or nonsense: every one is answered, none with 500, and what was not answered with success is not there.</summary>
public sealed class FormFuzzTests(Postgres postgres)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    private static readonly string[] Pieces =
    [
        "--b\r\n",
        "--b--\r\n",
        "--b--",
        "\r\n",
        "\r\n\r\n",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"",
        "Content-Disposition: form-data; name=\"files\"; filename*=UTF-8''%EA%B8%80.txt",
        "Content-Disposition: form-data; name=\"target\"",
        "Content-Disposition: attachment",
        "Content-Disposition: form-data; name=\"file\"; filename=\"" + new string('n', 3000) + "\"",
        "Content-Type: text/plain",
        "Content-Type: ;;;",
        "Content-Length: 7",
        "Content-Transfer-Encoding: base64",
        "some text",
        "onpremises",
        "\0\u0001",
        "--",
        ":",
    ];

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_what_is_refused_leaves_nothing()
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var deadline = TimeProvider.System.GetTimestamp();
        var (sent, stored) = (0, 0);
        while (TimeProvider.System.GetElapsedTime(deadline) < Duration)
        {
            var path = random.Next(3) switch
            {
                0 => "/files/uploadfile/",
                1 => "/files/uploadfiles/",
                _ => "/music/upload_sheetmusic/",
            };
            var bytes = Make(random);
            using var content = new ByteArrayContent(bytes);
            content.Headers.TryAddWithoutValidation(
                "Content-Type",
                random.Next(20) == 0 ? "multipart/form-data" : "multipart/form-data; boundary=b"
            );
            var (status, body) = await landscape.Client.PostAsync(path, content);
            status.ShouldBeOneOf([200, 400, 413, 415], $"seed {seed}, form {Convert.ToBase64String(bytes)}, answer {body?.ToJsonString()}");
            sent++;
            if (status == 200)
                stored +=
                    path.Contains("files/", StringComparison.Ordinal) && body!["uploaded_files"] is { } many
                        ? many.AsArray().Count(file => (string)file!["status"]! == "success")
                        : 1;
        }
        (await Landscape.AskAsync<long>(landscape.FilesDatabase(), "select count(*) from files")).ShouldBe(stored, $"seed {seed}");
        (await Landscape.AskAsync<long>(landscape.FilesDatabase(), "select count(*) from orphans")).ShouldBe(0, $"seed {seed}");
        var (keys, uploads) = await Landscape.ContentOfAsync(landscape.Aws, "files");
        (keys.Count + (await landscape.PremisesKeysAsync()).Count, uploads.Count).ShouldBe((Math.Min(stored, 1000), 0), $"seed {seed}");
        (sent, stored).ShouldSatisfyAllConditions(() => sent.ShouldBeGreaterThan(20), () => stored.ShouldBeGreaterThan(0));
    }

    private static byte[] Make(Random random)
    {
        var whole =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nsome text\r\n--b--\r\n";
        switch (random.Next(4))
        {
            case 0:
                return Encoding.UTF8.GetBytes(
                    random.Next(2) == 0 ? whole : whole.Replace("\"file\"", "\"files\"", StringComparison.Ordinal)
                );
            case 1:
                return Encoding.UTF8.GetBytes(whole)[..random.Next(whole.Length)];
            case 2:
                var garbled = Encoding.UTF8.GetBytes(whole);
                for (var i = random.Next(1, 6); i > 0; i--)
                    garbled[random.Next(garbled.Length)] = (byte)random.Next(256);
                return garbled;
            default:
                var pieces = new StringBuilder();
                for (var i = random.Next(1, 30); i > 0; i--)
                    pieces.Append(Pieces[random.Next(Pieces.Length)]);
                return Encoding.UTF8.GetBytes(pieces.ToString());
        }
    }
}
