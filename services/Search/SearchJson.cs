using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Search.Apis;
using Search.Index;
using Search.Queries;

namespace Search;

/// <summary>What is null but must not be is malformed: an event like that is put aside, not indexed.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.Strict
)]
[JsonSerializable(typeof(Categories))]
[JsonSerializable(typeof(CursorState))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(IndexStatus))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(ProductDocument))]
[JsonSerializable(typeof(ProductRun))]
[JsonSerializable(typeof(Rebuilt))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(Suggestions))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SearchJson : JsonSerializerContext;
