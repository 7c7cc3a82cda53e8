using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>JSON as the platform writes it: camelCase, metadata from source generators.</summary>
public static class JsonExtensions
{
    /// <summary>Puts a generated <c>JsonSerializerContext</c> before reflection, for requests and responses of the endpoints.</summary>
    public static void AddJsonContext(this IHostApplicationBuilder builder, IJsonTypeInfoResolver context) =>
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, context));
}
