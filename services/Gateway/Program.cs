await Gateway.GatewayApp.Build(args).RunAsync();
