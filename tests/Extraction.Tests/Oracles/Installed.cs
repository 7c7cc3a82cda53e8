using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Extraction.Tests.Oracles;

/// <summary>Programs that know nothing of us. A test without one is skipped, and says what it did not prove.</summary>
internal static class Installed
{
    // The distribution's own: its packages are what ./test installs, and another Python in the path has not got them.
    private static readonly string Interpreter = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Runs a Python script with the modules it needs.</summary>
    public static async Task PythonAsync(string module, string script, string unproved, params string[] arguments)
    {
        var probe = await TryAsync(Interpreter, ["-c", $"import {module}"]);
        if (probe is not { Code: 0 })
        {
            Assert.Skip(
                $"NOT PROVED: {unproved}. Python's {module} is missing: apt-get install python3-{(module is "PIL" ? "pil" : module)}"
            );
        }

        var run = await TryAsync(Interpreter, ["-c", script, .. arguments]);
        run.ShouldNotBeNull().Code.ShouldBe(0, run!.Value.Output);
    }

    public static async Task<string> RunAsync(string program, string package, string unproved, params string[] arguments)
    {
        var run = await TryAsync(program, arguments);
        if (run is null)
        {
            Assert.Skip($"NOT PROVED: {unproved}. {program} is missing: apt-get install {package}");
        }

        // 3 is qpdf's "with warnings".
        run.Value.Code.ShouldBeOneOf([0, 3], run.Value.Output);
        return run.Value.Output;
    }

    private static async Task<(int Code, string Output)?> TryAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, process.ExitCode is 0 ? output : output + await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
