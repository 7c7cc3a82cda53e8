using Channels;

ChannelsApp.Build(args).Run();
