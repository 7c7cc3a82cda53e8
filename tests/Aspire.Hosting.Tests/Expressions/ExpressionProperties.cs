using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Aspire.Hosting.Tests.Expressions;

/// <summary>Whatever the expression: its manifest form, with the values of the run in place of the placeholders, is its value in the run.</summary>
public class ExpressionProperties
{
    private const int Graphs = 300;

    private abstract record Node;

    private sealed record Text(string Value) : Node;

    private sealed record Parameter(int Index, bool Encoded) : Node;

    private sealed record Address(int Index, EndpointProperty Property) : Node;

    private sealed record Nested(IReadOnlyList<Node> Parts) : Node;

    private sealed record Choice(int Parameter, bool Matches, IReadOnlyList<Node> WhenTrue, IReadOnlyList<Node> WhenFalse) : Node;

    private static readonly string[] s_values = ["", "plain", "p@ss/w0rd", "{0}", "}{", "100%", "a b", "한국"];

    private static Gen<Node> Leaf =>
        Gen.OneOf(
            Gen.Elements("", "/", "{", "}}", "{1}", "=;%", "http://").Select(Node (text) => new Text(text)),
            Gen.Choose(0, s_values.Length - 1)
                .SelectMany(_ => ArbMap.Default.GeneratorFor<bool>(), Node (i, encoded) => new Parameter(i, encoded)),
            Gen.Choose(0, 2)
                .SelectMany(
                    _ => Gen.Elements(EndpointProperty.Url, EndpointProperty.Host, EndpointProperty.Port, EndpointProperty.HostAndPort),
                    Node (i, property) => new Address(i, property)
                )
        );

    private static Gen<IReadOnlyList<Node>> Parts(int depth) =>
        Gen.Choose(0, 4).SelectMany(count => Gen.ListOf(Any(depth), count)).Select(IReadOnlyList<Node> (parts) => [.. parts]);

    private static Gen<Node> Any(int depth)
    {
        if (depth is 0)
        {
            return Leaf;
        }

        var nested = Parts(depth - 1).Select(Node (parts) => new Nested(parts));
        var choice = Parts(depth - 1)
            .Two()
            .SelectMany(
                _ => Gen.Choose(0, s_values.Length - 1).Two(),
                Node (branches, chance) => new Choice(chance.Item1, chance.Item2 % 2 is 0, branches.Item1, branches.Item2)
            );
        return Gen.Frequency((4, Leaf), (2, nested), (1, choice));
    }

    [Fact]
    public async Task Run_and_publish_agree()
    {
        foreach (var graph in Parts(depth: 3).Sample(size: 20, numberOfSamples: Graphs))
        {
            var world = new World();
            var expression = world.Build(graph);
            var run = await expression.ValueAsync() ?? "";
            var published = await world.SubstituteAsync(await world.PublishAsync(expression));
            published.ShouldBe(run, $"{expression.ValueExpression} of {new Nested(graph)}");
        }
    }

    /// <summary>A model to build expressions from, and what each placeholder stands for.</summary>
    private sealed class World
    {
        private readonly List<ParameterResource> _parameters = [];
        private readonly List<EndpointReference> _endpoints = [];
        private readonly Dictionary<string, Func<Task<string>>> _meanings = new(StringComparer.Ordinal);

        public World()
        {
            var builder = Graph.ToRun();
            for (var i = 0; i < s_values.Length; i++)
            {
                var value = s_values[i];
                var parameter = builder.AddParameter($"p{i}", value).Resource;
                _parameters.Add(parameter);
                _meanings[$"{{p{i}.value}}"] = () => Task.FromResult(value);
                _meanings[$"{{p{i}-uri-encoded.value}}"] = () => Task.FromResult(Uri.EscapeDataString(value));
            }

            for (var i = 0; i < 3; i++)
            {
                var endpoint = builder.AddContainer($"c{i}", "nginx").WithHttpEndpoint().Allocated(5000 + (10 * i)).GetEndpoint("http");
                _endpoints.Add(endpoint);
                foreach (var property in new[] { EndpointProperty.Url, EndpointProperty.Host, EndpointProperty.Port })
                {
                    var part = endpoint.Property(property);
                    _meanings[part.ValueExpression] = async () => (await part.ValueAsync())!;
                }
            }
        }

        public ReferenceExpression Build(IReadOnlyList<Node> parts)
        {
            var builder = new ReferenceExpressionBuilder();
            foreach (var part in parts)
            {
                switch (part)
                {
                    case Text text:
                        builder.AppendLiteral(text.Value);
                        break;
                    case Parameter parameter:
                        builder.AppendFormatted(_parameters[parameter.Index], parameter.Encoded ? "uri" : null);
                        break;
                    case Address address:
                        builder.AppendFormatted(_endpoints[address.Index].Property(address.Property));
                        break;
                    case Nested nested:
                        builder.AppendFormatted(Build(nested.Parts));
                        break;
                    case Choice choice:
                        builder.AppendFormatted(Build(choice));
                        break;
                }
            }

            return builder.Build();
        }

        public async Task<string> PublishAsync(ReferenceExpression expression) =>
            await ValueResolver.ResolveAsync(
                expression,
                new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish),
                caller: null,
                KnownNetworkIdentifiers.LocalhostNetwork,
                TestContext.Current.CancellationToken
            ) ?? "";

        /// <summary>Puts values in the place of placeholders, from left to right: text that a value brings along is no placeholder.</summary>
        public async Task<string> SubstituteAsync(string published)
        {
            var result = new StringBuilder();
            for (var i = 0; i < published.Length; )
            {
                var known = _meanings.Keys.FirstOrDefault(placeholder =>
                    published.AsSpan(i).StartsWith(placeholder, StringComparison.Ordinal)
                );
                result.Append(known is null ? published[i].ToString() : await _meanings[known]());
                i += known?.Length ?? 1;
            }

            return result.ToString();
        }

        private ReferenceExpression Build(Choice choice)
        {
            var (whenTrue, whenFalse) = (Build(choice.WhenTrue), Build(choice.WhenFalse));
            var match = choice.Matches ? s_values[choice.Parameter] : "another";
            var expression = ReferenceExpression.CreateConditional(_parameters[choice.Parameter], match, whenTrue, whenFalse);
            _meanings[expression.ValueExpression] = async () =>
                await SubstituteAsync(await PublishAsync(choice.Matches ? whenTrue : whenFalse));
            return expression;
        }
    }
}
