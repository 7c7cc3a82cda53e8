var builder = WebApplication.CreateEmptyBuilder(new() { Args = args });
var app = builder.Build();
app.Run();
