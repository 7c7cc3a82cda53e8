using System.Text;
using Microsoft.Extensions.Configuration;
using Publishing.Tests.Kubernetes;
using Publishing.Tests.Support;

namespace Publishing.Tests.Stores;

public class CanarySecretTests
{
    private static string Canary(string parameter) => $"canary-{parameter}-7f3a9c";

    [Fact]
    public async Task Values_of_secrets_that_the_configuration_knows_are_nowhere_in_what_is_published()
    {
        var real = await RealGraph.GetAsync();
        var secrets = real
            .Models.SelectMany(model => model.Parameters)
            .Where(parameter => parameter.IsSecret)
            .DistinctBy(parameter => parameter.Name)
            .ToList();
        secrets.Count.ShouldBeGreaterThan(8);
        var seeded = await RealGraph.CreateAsync(builder =>
            builder.Configuration.AddInMemoryCollection(
                secrets.Select(secret => KeyValuePair.Create($"Parameters:{secret.Name}", (string?)Canary(secret.Name)))
            )
        );

        foreach (var model in seeded.Models)
        {
            var text = string.Join('\n', Cluster.Of(model).Objects.Select(one => one.Tree.ToJsonString()));
            text.ShouldContain("secretKeyRef");
            foreach (var secret in secrets)
            {
                foreach (var form in Forms(Canary(secret.Name)))
                {
                    text.Contains(form, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{model.Stage}: {secret.Name} as {form}");
                }
            }
        }
    }

    /// <summary>As it is; in base64, at each of the three offsets that text before it can give it; as hexadecimal digits; as in a URL.</summary>
    internal static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(secret));
        for (var offset = 0; offset < 3; offset++)
        {
            var whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', offset) + secret));
            // What neighbours have a share in is left out.
            yield return whole[(offset == 0 ? 0 : 4)..(whole.Length - 4)];
        }
    }
}
