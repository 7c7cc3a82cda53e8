using System.Text.Json.Serialization;

namespace Platform.Engines.Elasticsearch.Mapping;

[JsonSerializable(typeof(string))]
internal sealed partial class MappingJson : JsonSerializerContext;
