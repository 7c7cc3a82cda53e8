using System.Text.Json;
using Channels.Malls;
using Channels.Malls.Byeol;
using Channels.Malls.Hanbit;

namespace Channels.Running;

/// <summary>Adds a mall: its options, its HTTP client and what serves it. Another one is another such method.</summary>
internal static class ChannelsExtensions
{
    public static void AddHanbit(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Bind<HanbitOptions>(configuration, HanbitChannel.Id);
        Require(options.ApiKey, HanbitChannel.Id, "ApiKey");
        services.AddSingleton(options);
        services.AddHttpClient(HanbitChannel.Id, http => Prepare(http, options).Add(HanbitChannel.KeyHeader, options.ApiKey));
        services.AddChannel(HanbitChannel.Id, options, HanbitChannel.ReadError, (http, _) => new HanbitChannel(http, options));
    }

    public static void AddByeol(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Bind<ByeolOptions>(configuration, ByeolChannel.Id);
        Require(options.AccessKey, ByeolChannel.Id, "AccessKey");
        Require(options.SecretKey, ByeolChannel.Id, "SecretKey");
        services.AddSingleton(options);
        services.AddTransient<ByeolSigner>();
        services.AddHttpClient(ByeolChannel.Id, http => Prepare(http, options)).AddHttpMessageHandler<ByeolSigner>();
        services.AddChannel(ByeolChannel.Id, options, ByeolChannel.ReadError, (http, time) => new ByeolChannel(http, options, time));
    }

    private static void AddChannel(
        this IServiceCollection services,
        string name,
        MallOptions options,
        Func<HttpResponseMessage, JsonElement, MallException> readError,
        Func<MallClient, TimeProvider, ISalesChannel> create
    )
    {
        services.AddKeyedSingleton(
            name,
            (all, _) => new Pacer(options.RequestsPerSecond, options.Burst, all.GetRequiredService<TimeProvider>())
        );
        services.AddKeyedSingleton(
            name,
            (all, _) =>
            {
                var pacer = all.GetRequiredKeyedService<Pacer>(name);
                var client = new MallClient(name, all.GetRequiredService<IHttpClientFactory>(), pacer, readError);
                return create(client, all.GetRequiredService<TimeProvider>());
            }
        );
        services.AddSingleton(all => all.GetRequiredKeyedService<ISalesChannel>(name));
        services.AddSingleton<IHostedService>(all =>
            ActivatorUtilities.CreateInstance<ChannelRunner>(all, all.GetRequiredKeyedService<ISalesChannel>(name), options)
        );
    }

    private static System.Net.Http.Headers.HttpRequestHeaders Prepare(HttpClient http, MallOptions options)
    {
        http.BaseAddress = options.Url;
        return http.DefaultRequestHeaders;
    }

    private static T Bind<T>(IConfiguration configuration, string name)
        where T : MallOptions, new()
    {
        var options = new T();
        configuration.GetSection($"Channels:{name}").Bind(options);
        return options;
    }

    private static void Require(string secret, string mall, string name)
    {
        if (secret.Length == 0)
            throw new InvalidOperationException($"The mall {mall} has no {name}: set Channels__{mall}__{name}.");
    }
}
