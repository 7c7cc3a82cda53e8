using System.Runtime.InteropServices;
using Platform.Engines.Host.Child;

namespace Platform.Engines.Host;

/// <summary>The child process. Not top-level statements: their class would be public, and stand in the way of every AppHost's own.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not ["--socket", var path])
        {
            Console.Error.WriteLine("Runs engines as a child of the AppHost's process. Usage: Platform.Engines.Host --socket PATH");
            return 2;
        }

        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var server = EngineServer.Listen(path, EngineLibraries.StartAsync);
        Console.WriteLine(EngineServer.Listening);
        await server.RunAsync(stopping.Token);
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
