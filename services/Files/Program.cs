using Files;

FilesApp.Build(args).Run();
