using System.Runtime.InteropServices;

namespace Platform.Engines.Serving;

/// <summary>An engine as a program of its own: until SIGINT or SIGTERM.</summary>
public static class StandAlone
{
    /// <param name="start">Starts the engine and says where it serves.</param>
    /// <returns>The exit code: 0 it was told to stop, 1 it could not start.</returns>
    public static async Task<int> RunAsync(Func<Task<(IAsyncDisposable Server, string Served)>> start)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var (server, served) = await start();
            await using (server)
            {
                Console.WriteLine(served);
                await stop.Task;
                return 0;
            }
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
