namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>The types of fields that this engine has.</summary>
public enum FieldType
{
    Text,
    Keyword,
    Long,
    Integer,
    Short,
    Byte,
    Double,
    Float,
    Boolean,
    Date,
    Object,
}
