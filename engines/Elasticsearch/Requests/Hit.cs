using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>A document that will be answered.</summary>
/// <param name="View">Which of the indices searched.</param>
/// <param name="ShardDocument">Its place among all: the index in the upper half, the document in the lower.</param>
internal sealed record Hit(int View, Segment Segment, int Document, long ShardDocument, float Score, SortKey[] Keys);
