namespace Aspire.Hosting;

/// <summary>
/// An error in the graph that its own code runs into (a duplicate name, an invalid one) is told as one message, with exit code 1, as one that
/// the start finds: a stack trace of ours would tell the AppHost's author nothing.
/// </summary>
internal static class EntryPointErrors
{
    private static int s_told;

    public static void TellWithoutTrace()
    {
        if (Interlocked.Exchange(ref s_told, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (unhandled.ExceptionObject is DistributedApplicationException exception)
                {
                    Console.Error.WriteLine(exception.Message);
                    Environment.Exit(1);
                }
            };
        }
    }
}
