"""Queries, aggregations, order, reading on, highlights, suggestions, analysis."""
from elasticsearch import NotFoundError, RequestError, helpers

from support import counts, equal, es, ids, refused, with_products


def queries():
    index = "py-queries"
    with_products(index)

    def finds(query, *expected):
        equal(sorted(ids(es.search(index=index, body={"query": query}))), list(expected))

    finds({"match_all": {}}, "1", "2", "3", "4", "5", "6")
    finds({"match_none": {}})
    finds({"match": {"name": "키보드"}}, "1", "3")
    finds({"match": {"name": {"query": "무선 키보드", "operator": "and"}}}, "1")
    finds({"match": {"name_en.std": {"query": "wireles", "fuzziness": "AUTO"}}}, "1", "2")
    finds({"match": {"name_en": "keyboards"}}, "1", "3")
    finds({"match_phrase": {"name_en": "gaming monitor"}}, "5")
    finds({"match_phrase_prefix": {"name_en.std": "mechanical key"}}, "3")
    finds({"match_bool_prefix": {"name_en.std": "keyboard wire"}}, "1", "2", "3")
    finds({"multi_match": {"query": "무선 mouse", "type": "most_fields", "fields": ["name^3", "name_en"]}}, "1", "2")
    finds({"term": {"category": "display"}}, "4", "5")
    finds({"terms": {"category": ["display", "accessory"]}}, "4", "5", "6")
    finds({"range": {"price": {"gte": 25000, "lt": 60000}}}, "1", "2")
    finds({"range": {"created": {"gte": "2024-03-20||/M", "lt": "2024-03-20||+1M/M"}}}, "3", "4")
    finds({"exists": {"field": "rating"}}, "1", "2", "3", "4", "6")
    finds({"prefix": {"category": "dis"}}, "4", "5")
    finds({"wildcard": {"category": "*put"}}, "1", "2", "3")
    finds({"ids": {"values": ["1", "6"]}}, "1", "6")
    finds({"bool": {"must": {"match": {"name": "키보드"}}, "must_not": {"range": {"price": {"gt": 100000}}}}}, "1")
    finds({"bool": {"filter": {"term": {"on_sale": True}}, "should": [{"match": {"name": "키보드"}}]}}, "1", "3", "6")
    finds({"dis_max": {"queries": [{"match": {"name": "마우스"}}, {"match": {"name_en": "hub"}}]}}, "2", "6")
    finds({"constant_score": {"filter": {"term": {"category": "accessory"}}}}, "6")
    finds({"query_string": {"query": "wireless AND NOT mouse", "default_field": "name_en.std"}}, "1")
    equal(ids(es.search(index=index, q="category:accessory")), ["6"])
    refused(RequestError, 400, "query_shard_exception", lambda: es.search(index=index, body={"query": {"term": {"price": "cheap"}}}))


def aggregations():
    index = "py-aggregations"
    with_products(index)
    body = {
        "size": 0,
        "aggs": {
            "category": {"terms": {"field": "category"}, "aggs": {"dearest": {"max": {"field": "price"}}}},
            "price": {"range": {"field": "price", "ranges": [{"to": 30000}, {"from": 30000}]}},
            "steps": {"histogram": {"field": "price", "interval": 100000}},
            "months": {"date_histogram": {"field": "created", "calendar_interval": "month"}},
            "sale": {"filter": {"term": {"on_sale": True}}, "aggs": {"sum": {"sum": {"field": "price"}}}},
            "both": {"filters": {"filters": {"a": {"term": {"category": "input"}}, "b": {"match_none": {}}}}},
            "stats": {"stats": {"field": "price"}},
            "rated": {"value_count": {"field": "rating"}},
            "kinds": {"cardinality": {"field": "category"}},
            "least": {"min": {"field": "rating"}},
            "mean": {"avg": {"field": "price"}},
        },
    }
    found = es.search(index=index, body=body)["aggregations"]
    equal(counts(found["category"]), [("input", 3), ("display", 2), ("accessory", 1)])
    equal([bucket["dearest"]["value"] for bucket in found["category"]["buckets"]], [120000.0, 350000.0, 15000.0])
    equal(counts(found["price"]), [("*-30000.0", 2), ("30000.0-*", 4)])
    equal(counts(found["steps"]), [(0.0, 4), (100000.0, 1), (200000.0, 0), (300000.0, 1)])
    equal([bucket["doc_count"] for bucket in found["months"]["buckets"]], [1, 1, 2, 2])
    equal(found["sale"], {"doc_count": 3, "sum": {"value": 180000.0}})
    equal(found["both"]["buckets"], {"a": {"doc_count": 3}, "b": {"doc_count": 0}})
    equal(found["stats"], {"count": 6, "min": 15000.0, "max": 350000.0, "avg": 102500.0, "sum": 615000.0})
    equal((found["rated"]["value"], found["kinds"]["value"], found["least"]["value"], found["mean"]["value"]), (5, 3, 2.5, 102500.0))


def results():
    index = "py-results"
    with_products(index)

    def search(**body):
        return es.search(index=index, body=body)

    equal(ids(search(sort=[{"price": "desc"}], size=2, **{"from": 1})), ["3", "4"])
    equal(ids(search(sort=[{"rating": {"order": "asc", "missing": "_first"}}], size=2)), ["5", "6"])
    equal(ids(search(sort=[{"price": "asc"}], search_after=[60000])), ["3", "5"])
    equal(search(size=1, sort=["price"], _source=["price"])["hits"]["hits"][0]["_source"], {"price": 15000})
    equal(search(track_total_hits=2)["hits"]["total"], {"value": 2, "relation": "gte"})
    assert "total" not in search(track_total_hits=False)["hits"]
    narrowed = search(post_filter={"term": {"category": "input"}}, aggs={"all": {"value_count": {"field": "price"}}})
    equal((narrowed["hits"]["total"]["value"], narrowed["aggregations"]["all"]["value"]), (3, 6))
    marked = search(query={"match": {"name": "마우스"}}, highlight={"type": "plain", "fields": {"name": {}}})
    equal(marked["hits"]["hits"][0]["highlight"], {"name": ["무선 <em>마우스</em>"]})
    suggested = search(size=0, suggest={"s": {"text": "keybord", "term": {"field": "name_en.std"}}})["suggest"]["s"]
    equal([(option["text"], option["freq"]) for option in suggested[0]["options"]], [("keyboard", 2)])
    refused(RequestError, 400, "illegal_argument_exception", lambda: search(sort=["name_en"]))


def reading():
    index = "py-reading"
    with_products(index)
    found = helpers.scan(es, index=index, query={"query": {"term": {"category": "input"}}}, size=2)
    equal(sorted(hit["_id"] for hit in found), ["1", "2", "3"])
    first = es.search(index=index, scroll="1m", size=4, body={"sort": ["price"]})
    equal(ids(es.scroll(body={"scroll_id": first["_scroll_id"], "scroll": "1m"})), ["3", "5"])
    equal(es.clear_scroll(body={"scroll_id": [first["_scroll_id"]]}), {"succeeded": True, "num_freed": 1})
    refused(NotFoundError, 404, "search_context_missing_exception", lambda: es.scroll(body={"scroll_id": first["_scroll_id"]}))

    pit = es.open_point_in_time(index=index, keep_alive="1m")["id"]
    es.delete(index=index, id="6", refresh=True)
    seen, after = [], None
    while True:
        body = {"pit": {"id": pit, "keep_alive": "1m"}, "size": 4, "sort": [{"price": "asc"}]}
        page = es.search(body={**body, "search_after": after} if after else body)
        if not ids(page):
            break
        pit, after = page["pit_id"], page["hits"]["hits"][-1]["sort"]
        seen += ids(page)
    equal(seen, ["6", "2", "1", "4", "3", "5"])
    equal(es.close_point_in_time(body={"id": pit}), {"succeeded": True, "num_freed": 1})
    refused(NotFoundError, 404, None, lambda: es.close_point_in_time(body={"id": pit}))

    lines = [{"index": index}, {"query": {"term": {"category": "display"}}, "sort": ["price"]}, {"index": "py-nowhere"}, {}]
    two, none = es.msearch(body=lines)["responses"]
    equal((ids(two), none["status"], none["error"]["type"]), (["4", "5"], 404, "index_not_found_exception"))


def analysis():
    def words(**body):
        return [token["token"] for token in es.indices.analyze(body=body)["tokens"]]

    equal(words(analyzer="standard", text="The QUICK fox"), ["the", "quick", "fox"])
    equal(words(analyzer="english", text="The running foxes"), ["run", "fox"])
    equal(words(analyzer="cjk", text="무선 키보드"), ["무선", "키보", "보드"])
    equal(words(analyzer="whitespace", text="A b-c"), ["A", "b-c"])
    equal(words(analyzer="simple", text="A b2c"), ["a", "b", "c"])
    equal(words(analyzer="keyword", text="New York"), ["New York"])
    equal(words(tokenizer="standard", filter=["lowercase", "asciifolding"], text="Café"), ["cafe"])
    edge = {"type": "edge_ngram", "min_gram": 1, "max_gram": 3}
    equal(words(tokenizer=edge, text="키보드"), ["키", "키보", "키보드"])
    index = "py-analysis"
    analyzers = {
        "analysis": {
            "filter": {"same": {"type": "synonym", "synonyms": ["laptop, notebook"]}},
            "analyzer": {"same": {"tokenizer": "standard", "filter": ["lowercase", "same"]}},
        }
    }
    mappings = {"properties": {"text": {"type": "text", "analyzer": "same"}}}
    es.indices.create(index=index, body={"settings": analyzers, "mappings": mappings})
    equal(sorted(token["token"] for token in es.indices.analyze(index=index, body={"field": "text", "text": "Laptop"})["tokens"]), ["laptop", "notebook"])
    refused(RequestError, 400, "illegal_argument_exception", lambda: words(analyzer="frob", text="x"))
