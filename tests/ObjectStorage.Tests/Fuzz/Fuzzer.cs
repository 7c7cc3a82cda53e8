using System.Diagnostics;

namespace Platform.Engines.ObjectStorage.Tests.Fuzz;

/// <summary>Changes good input at random until its time is up. The seed stands in the message of a failure.</summary>
internal sealed class Fuzzer(int seed)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    // What parsers trip over.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n",
            "\r\n\r\n",
            "\0",
            "%",
            "%00",
            "%zz",
            "=",
            "&",
            ";",
            ":",
            "/",
            "//",
            "\"",
            "'",
            "<",
            ">",
            "</",
            "<![CDATA[",
            "<!DOCTYPE x>",
            "&#0;",
            "&amp;",
            "-1",
            "0",
            "ffffffff",
            "9223372036854775807",
            "99999999999999999999",
            "--",
            "*",
            "{",
            "}",
            "[",
            "null",
            "é",
            "\U0001F600",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0xED, 0xA0, 0x80],
    ];

    private readonly Random random = new(seed);

    public Random Random => random;

    /// <summary>Runs <paramref name="tryOne"/> on changed inputs; whatever it throws fails the test, with the input.</summary>
    public async Task RunAsync(IReadOnlyList<byte[]> corpus, Func<byte[], Task> tryOne)
    {
        var tried = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Duration; tried++)
        {
            var input = Mutate(corpus[random.Next(corpus.Count)], corpus);
            try
            {
                await tryOne(input);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException(
                    $"Input {tried} of seed {seed} broke it: {Convert.ToHexString(input)} ({System.Text.Encoding.Latin1.GetString(input)})",
                    wrong
                );
            }
        }
        tried.ShouldBeGreaterThan(100);
    }

    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> corpus)
    {
        var bytes = new List<byte>(input);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 32), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 6:
                    var other = corpus[random.Next(corpus.Count)];
                    var from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(64, other.Length - from)).ToArray());
                    break;
            }
        }
        return [.. bytes];
    }
}
