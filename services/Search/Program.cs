await Search.SearchApp.Build(args).RunAsync();
