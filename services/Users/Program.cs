await Users.UsersApp.Build(args).RunAsync();
