using System.IO.Pipelines;
using System.Text;
using Platform.Engines.Host.Child;
using Platform.Hosting;

namespace Engines.Tests.Host;

/// <summary>Launches the child's server in this process, with an engine of the test's; what it launched can be made to crash.</summary>
internal sealed class ServerLauncher(StubEngine engine) : ILauncher
{
    public List<Child> Launched { get; } = [];

    public Task<IRun> StartAsync(LaunchSpec spec, CancellationToken cancellationToken = default)
    {
        spec.Arguments[1].ShouldBe("--socket");
        var child = new Child(EngineServer.Listen(spec.Arguments[2], engine.StartAsync));
        Launched.Add(child);
        return Task.FromResult<IRun>(child);
    }

    internal sealed class Child : IRun
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly TaskCompletionSource<int> _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _kill = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Pipe _error = new();

        public Child(EngineServer server)
        {
            Error = _error.Reader.AsStream();
            Completion = ServeAsync(server);
        }

        public int? ProcessId => 4711;

        public Stream Output { get; } = new MemoryStream(Encoding.UTF8.GetBytes($"{EngineServer.Listening}\n"));

        public Stream Error { get; }

        public Task<int> Completion { get; }

        public void Crash(int exitCode) => _crash.TrySetResult(exitCode);

        public async Task StopAsync(CancellationToken cancellationToken = default)
        {
            await _stopping.CancelAsync();
            await using (cancellationToken.Register(() => _kill.TrySetResult()))
            {
                await Completion;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<int> ServeAsync(EngineServer server)
        {
            var serving = Task.Run(() => server.RunAsync(_stopping.Token));
            await Task.WhenAny(serving, _crash.Task, _kill.Task);
            if (_crash.Task.IsCompleted)
            {
                await _error.Writer.WriteAsync("Unhandled exception: boom\n"u8.ToArray());
                await _error.Writer.CompleteAsync();
                // Its sockets end with a process; here the sessions have to be ended.
                await _stopping.CancelAsync();
            }

            await Task.WhenAny(serving, _kill.Task);
            server.Dispose();
            await _error.Writer.CompleteAsync();
            return _kill.Task.IsCompleted ? 137
                : _crash.Task.IsCompleted ? await _crash.Task
                : 0;
        }
    }
}
