using Aspire.Hosting.Run.Launch;
using Aspire.Hosting.Run.Net;
using Aspire.Hosting.Run.Unix;
using Orchestration.TestHosts;
using Platform.Hosting;

// A host in miniature, for tests that kill one or need two:
//   run SCRIPT…     starts each script under /bin/sh, prints the guard's process id and then each child's, waits until it is killed;
//                   prints the process id of a guard that takes another's place
//   storm           starts sleeping children without end, to be killed in the middle of it
//   ports DIR N     leases N ports, prints them, and holds them until standard input closes
//   graph DIR SCRIPT…     runs a graph with its state in DIR: each script a resource that waits for the one before it and prints a line;
//                         prints the process id of each
//   graph-fails DIR SCRIPT…   the same, but for a subscriber that fails once all are started
switch (args)
{
    case ["graph", var state, .. var scripts]:
        await GraphHost.RunAsync(state, scripts, fails: false);
        return Environment.ExitCode;

    case ["graph-fails", var state, .. var scripts]:
        await GraphHost.RunAsync(state, scripts, fails: true);
        return Environment.ExitCode;

    case ["run", .. var scripts]:
        var launcher = new ProcessLauncher();
        Console.WriteLine(Guard.Shared.ProcessId);
        Guard.Shared.Replaced += Console.WriteLine;
        foreach (var script in scripts)
        {
            var run = await launcher.StartAsync(Sh(script));
            Console.WriteLine(run.ProcessId);
        }

        await Task.Delay(Timeout.Infinite);
        return 0;

    case ["storm"]:
        Console.WriteLine(Guard.Shared.ProcessId);
        while (true)
        {
            _ = await new ProcessLauncher().StartAsync(Sh("sleep 300"));
        }

    case ["ports", var directory, var count]:
        var leases = new PortLeases(directory);
        for (var i = 0; i < int.Parse(count); i++)
        {
            Console.WriteLine(leases.Take().Port);
        }

        await Console.In.ReadToEndAsync();
        return 0;

    default:
        return 2;
}

static LaunchSpec Sh(string script) =>
    new()
    {
        Name = "child",
        FileName = "/bin/sh",
        Arguments = ["-c", script],
        WorkingDirectory = "/",
        Stop = new StopPlan(StopSignal.Terminate, WholeSession: false, TimeSpan.FromMilliseconds(300)),
    };
