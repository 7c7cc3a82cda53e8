using System.Text.Json.Serialization;
using Platform.Dashboard.Explorers;

namespace Platform.Dashboard.Explore;

internal sealed record StoreSummary(string Id, string Name, string Kind, string? State, string? Health);

internal sealed record StoreList(IReadOnlyList<StoreSummary> Items);

internal sealed record StoreDescription(string Id, string Kind, string QueryLanguage, IReadOnlyList<ExplorerAction> Actions);

internal sealed record StoreQuery(string? Path, string Text);

internal sealed record StoreAction(string? Path, Dictionary<string, string?>? Inputs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(StoreList))]
[JsonSerializable(typeof(StoreDescription))]
[JsonSerializable(typeof(StoreQuery))]
[JsonSerializable(typeof(StoreAction))]
[JsonSerializable(typeof(ExplorerListing))]
[JsonSerializable(typeof(ExplorerContent))]
internal sealed partial class ExplorerJson : JsonSerializerContext;
