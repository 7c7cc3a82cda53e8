using System.Diagnostics;
using System.Runtime.InteropServices;
using Platform.Hosting;

namespace Engines.Tests;

/// <summary>The plainest launcher that keeps the contract; the host's own is tested with the host.</summary>
internal sealed class ProcessLauncher : ILauncher
{
    public async Task<IRun> StartAsync(LaunchSpec spec, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = spec.WorkingDirectory,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(spec.StandardInput, cancellationToken);
        process.StandardInput.Close();
        return new ProcessRun(process, spec.Stop);
    }

    private sealed class ProcessRun : IRun
    {
        private readonly Process _process;
        private readonly StopPlan _plan;

        public ProcessRun(Process process, StopPlan plan)
        {
            (_process, _plan) = (process, plan);
            Completion = WaitAsync();
        }

        public int? ProcessId => _process.Id;

        public Stream Output => _process.StandardOutput.BaseStream;

        public Stream Error => _process.StandardError.BaseStream;

        public Task<int> Completion { get; }

        public async Task StopAsync(CancellationToken cancellationToken = default)
        {
            if (!Completion.IsCompleted)
            {
                _ = kill(_process.Id, (int)_plan.Signal);
            }

            try
            {
                await Completion.WaitAsync(_plan.Grace, cancellationToken);
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await Completion;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _process.Dispose();
        }

        private async Task<int> WaitAsync()
        {
            await _process.WaitForExitAsync();
            return _process.ExitCode;
        }
    }

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);
}
