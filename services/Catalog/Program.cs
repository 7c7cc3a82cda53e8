await Catalog.CatalogApp.Build(args).RunAsync();
