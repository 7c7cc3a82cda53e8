using Platform.Mocks.SalesChannel;

await SalesChannelApp.Build(args).RunAsync();
