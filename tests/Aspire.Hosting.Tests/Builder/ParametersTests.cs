using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Builder;

public class ParametersTests
{
    [Theory]
    [InlineData("--Parameters:api-key=k")]
    [InlineData("--Parameters:api_key=k")]
    public async Task A_value_comes_from_configuration_with_hyphen_or_underscore(string argument)
    {
        var parameter = Graph.ToRun(argument).AddParameter("api-key", secret: true);
        (await parameter.Resource.ValueAsync()).ShouldBe("k");
    }

    [Fact]
    public async Task Configuration_overrules_the_value_in_the_graph()
    {
        var builder = Graph.ToRun("--Parameters:region=kr");
        (await builder.AddParameter("region", "eu").Resource.ValueAsync()).ShouldBe("kr");
        (await builder.AddParameter("zone", "a").Resource.ValueAsync()).ShouldBe("a");
    }

    [Fact]
    public async Task A_missing_value_names_the_key_the_variable_and_the_command()
    {
        var parameter = Graph.ToRun().AddParameter("api-key");
        var fault = await Should.ThrowAsync<MissingParameterValueException>(() => parameter.Resource.ValueAsync());
        fault.Message.ShouldContain("Parameters:api-key");
        fault.Message.ShouldContain("Parameters__api_key");
        fault.Message.ShouldContain("dotnet user-secrets set \"Parameters:api-key\"");
    }

    [Fact]
    public async Task A_key_of_ones_own_can_be_read()
    {
        var parameter = Graph.ToRun("--Vendor:Key=v").AddParameterFromConfiguration("vendor", "Vendor:Key", secret: true);
        (await parameter.Resource.ValueAsync()).ShouldBe("v");
        parameter.Resource.Secret.ShouldBeTrue();
    }

    [Fact]
    public async Task A_generated_password_is_kept_for_the_next_run()
    {
        var store = new Store();
        var first = await PasswordAsync(store);
        var second = await PasswordAsync(store);
        first.Length.ShouldBe(22);
        second.ShouldBe(first);
        store.Values.Keys.ShouldBe(["Parameters:pg-password"]);
        (await PasswordAsync(new Store())).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_password_given_from_outside_is_not_kept()
    {
        var store = new Store();
        (await PasswordAsync(store, "--Parameters:pg-password=mine")).ShouldBe("mine");
        store.Values.ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_cannot_publish_its_value() =>
        Should.Throw<ArgumentException>(() => Graph.ToRun().AddParameter("key", "v", publishValueAsDefault: true, secret: true));

    [Fact]
    public void Generated_values_obey_their_rules()
    {
        var rules = new GenerateParameterDefault
        {
            MinLength = 12,
            Special = false,
            MinLower = 2,
            MinUpper = 3,
            MinNumeric = 4,
        };
        for (var i = 0; i < 200; i++)
        {
            var value = rules.GetDefaultValue();
            value.Length.ShouldBe(12);
            value.Count(char.IsAsciiLetterLower).ShouldBeGreaterThanOrEqualTo(2);
            value.Count(char.IsAsciiLetterUpper).ShouldBeGreaterThanOrEqualTo(3);
            value.Count(char.IsAsciiDigit).ShouldBeGreaterThanOrEqualTo(4);
            value.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c));
        }
    }

    [Fact]
    public void Rules_that_contradict_each_other_are_refused()
    {
        Should.Throw<ArgumentException>(() => new GenerateParameterDefault { Lower = false, MinLower = 1 }.GetDefaultValue());
        Should.Throw<ArgumentException>(() =>
            new GenerateParameterDefault
            {
                Lower = false,
                Upper = false,
                Numeric = false,
                Special = false,
                MinLength = 3,
            }.GetDefaultValue()
        );
    }

    private static async Task<string> PasswordAsync(IParameterStore store, params string[] args)
    {
        var builder = Graph.ToRun(args);
        foreach (var former in builder.Services.Where(service => service.ServiceType == typeof(IParameterStore)).ToList())
        {
            builder.Services.Remove(former);
        }

        builder.Services.AddSingleton(store);
        return (await ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, "pg-password").ValueAsync())!;
    }

    private sealed class Store : IParameterStore
    {
        public Dictionary<string, string> Values { get; } = [];

        public string? Get(string key) => Values.GetValueOrDefault(key);

        public void Set(string key, string value) => Values[key] = value;

        public void Remove(string key) => Values.Remove(key);
    }
}
