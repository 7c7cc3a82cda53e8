using System.Net.Http.Headers;
using Files.Tests.Support;

namespace Files.Tests.Uploads;

public sealed class MemoryTests(Postgres postgres)
{
    private const long Length = 200L << 20;
    private const long Allowed = 96L << 20;

    [Theory]
    [InlineData("aws")]
    [InlineData("onpremises")]
    public async Task A_large_file_goes_through_the_gateway_and_Files_in_bounded_memory(string target)
    {
        await using var landscape = await Landscape.StartAsync(postgres);
        var (files, filesUrl) = await landscape.RunProcessAsync("Files");
        var (gateway, gatewayUrl) = await landscape.RunProcessAsync("Gateway", $"services:files:http:0={filesUrl}");
        if (!File.Exists($"/proc/{files.Id}/status"))
            Assert.Skip("There is no /proc here: that memory is bounded was not proved.");
        using var client = new FilesClient(gatewayUrl);
        // What the first request of all costs is not the file's.
        (await client.UploadAsync($"/files/uploadfile/?target={target}", Sample.PdfOf(20_000_000), "a.pdf", null)).Status.ShouldBe(200);
        var before = (Peak(files.Id), Peak(gateway.Id));

        using var form = new MultipartFormDataContent();
        var content = new StreamContent(new EndlessPdf(Length), 128 * 1024);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/pdf");
        form.Add(content, "file", "large.pdf");
        var (status, body) = await client.PostAsync($"/files/uploadfile/?target={target}", form);
        status.ShouldBe(200, body?.ToJsonString());
        var (_, file) = await client.GetAsync($"/api/v1/files/{FilesClient.IdOf(body!)}");
        ((long)file!["size"]!).ShouldBe(Length);
        (Peak(files.Id) - before.Item1).ShouldBeLessThan(Allowed);
        (Peak(gateway.Id) - before.Item2).ShouldBeLessThan(Allowed);
    }

    /// <summary>The most memory that a process ever held, in bytes.</summary>
    private static long Peak(int process) =>
        1024
        * long.Parse(
            File.ReadLines($"/proc/{process}/status")
                .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]
        );

    /// <summary>Begins like a PDF, and goes on.</summary>
    private sealed class EndlessPdf(long length) : Stream
    {
        private static readonly byte[] Block = Sample.PdfOf(1 << 20);
        private long position;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var within = (int)(position % Block.Length);
            var read = (int)Math.Min(Math.Min(count, Block.Length - within), length - position);
            Array.Copy(Block, within, buffer, offset, read);
            position += read;
            return read;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
