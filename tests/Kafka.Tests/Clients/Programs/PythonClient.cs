namespace Kafka.Tests.Clients.Programs;

/// <summary>Debian's Python with the modules that apt installs.</summary>
internal static class PythonClient
{
    /// <summary>Debian's own: another Python on the PATH has no modules from apt.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>Skips the test, saying what it does not prove, where the module cannot be had.</summary>
    public static async Task SkipWhereMissingAsync(string module, string package)
    {
        var missing = await ClientProgram.WhyMissingAsync(Python, "-c", $"import {module}");
        Assert.SkipWhen(
            missing is not null,
            $"Not proved: that {package} finds nothing wrong with the broker. Install it: sudo apt-get install -y {package}"
        );
    }

    public static string[] Arguments(string script, params string[] arguments) =>
        ["-u", Path.Combine(AppContext.BaseDirectory, "Clients", "Scripts", script), .. arguments];
}
