using Platform.Mocks.OnPremises;

await OnPremisesApp.Build(args).RunAsync();
