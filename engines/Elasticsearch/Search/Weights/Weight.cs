using Platform.Engines.Elasticsearch.Search.Scoring;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>A query whose statistics are known: opens it on one segment of the snapshot, by number. Null where nothing can match.</summary>
internal delegate Scorer? Weight(int segment);
