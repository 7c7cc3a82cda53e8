// A graph of sleeping children, each of which writes down when it was started: what other process managers do all day.
var builder = DistributedApplication.CreateBuilder(args);
var stamps = builder.Configuration["Stamps"]!;
for (var i = 1; i <= int.Parse(builder.Configuration["Count"]!); i++)
{
    builder.AddExecutable($"sleeper-{i}", "/bin/sh", "/", "-c", $"date +%s%N > {stamps}/{i}; exec sleep 1000");
}
builder.Build().Run();
