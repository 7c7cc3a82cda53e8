namespace Kafka.Tests.Clients.Programs;

/// <summary>For what a client does in its own time and tells nobody, such as committing in the background.</summary>
internal static class Eventually
{
    public static async Task ShouldAsync(Func<Task> assertion)
    {
        using var patience = new CancellationTokenSource(ClientProgram.Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (ShouldAssertException) when (!patience.IsCancellationRequested)
            {
                await again.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
