using Bench;

switch (args)
{
    case ["echo", var port]:
        await EchoServer.RunAsync(int.Parse(port));
        return 0;
    case ["proxy", var port, var backend]:
        await ProxyUnderTest.RunAsync(int.Parse(port), int.Parse(backend));
        return 0;
    case ["client", .. var targets]:
        await TcpClientLoad.RunAsync(targets);
        return 0;
    case ["graph", var rounds]:
        await TestGraph.RunAsync(int.Parse(rounds));
        return 0;
    case ["placement", var where, var rounds]:
        await EnginePlacements.RunAsync(where, int.Parse(rounds));
        return 0;
    case ["manifest", var output]:
        await ManifestScale.RunAsync(output);
        return 0;
    case ["publish", var output]:
        await PublishScale.RunAsync(output);
        return 0;
    default:
        Console.Error.WriteLine(
            "Usage: Bench echo PORT | proxy PORT BACKEND | client NAME=PORT... | graph ROUNDS | placement process|child|children ROUNDS | manifest DIRECTORY | publish DIRECTORY"
        );
        return 2;
}
