"""Indices, documents, bulk, aliases, templates, refusals."""
from elasticsearch import AuthenticationException, ConflictError, ConnectionError, Elasticsearch, NotFoundError, RequestError, helpers

from support import PASSWORD, connect, equal, es, ids, refused


def indices():
    index = "py-indices"
    made = es.indices.create(index=index, body={"mappings": {"properties": {"price": {"type": "integer"}}}})
    equal(made, {"acknowledged": True, "shards_acknowledged": True, "index": index})
    assert es.indices.exists(index=index) is True
    assert es.indices.exists(index="py-none") is False
    equal(es.indices.put_mapping(index=index, body={"properties": {"name": {"type": "keyword"}}}), {"acknowledged": True})
    equal(es.indices.get_mapping(index=index)[index]["mappings"]["properties"], {"name": {"type": "keyword"}, "price": {"type": "integer"}})
    equal(es.indices.put_settings(index=index, body={"index": {"max_result_window": 5}}), {"acknowledged": True})
    equal(es.indices.get_settings(index=index)[index]["settings"]["index"]["max_result_window"], "5")
    refused(RequestError, 400, "illegal_argument_exception", lambda: es.search(index=index, body={"size": 6}))
    refused(RequestError, 400, "resource_already_exists_exception", lambda: es.indices.create(index=index))
    es.indices.create(index=index, ignore=400)
    equal(es.indices.flush(index=index)["_shards"]["failed"], 0)
    equal(es.indices.delete(index=index), {"acknowledged": True})
    error = refused(NotFoundError, 404, "index_not_found_exception", lambda: es.indices.delete(index=index))
    equal(error.error, "index_not_found_exception")


def documents():
    index = "py-docs"
    equal(es.index(index=index, id="1", document={"name": "키보드", "n": 1})["result"], "created")
    equal(es.index(index=index, id="1", body={"name": "키보드", "n": 2})["_version"], 2)
    equal(es.get(index=index, id="1")["_source"], {"name": "키보드", "n": 2})
    equal(es.get(index=index, id="1", _source_includes=["n"])["_source"], {"n": 2})
    equal(es.get_source(index=index, id="1"), {"name": "키보드", "n": 2})
    assert es.exists(index=index, id="1") and not es.exists(index=index, id="2")
    equal(refused(NotFoundError, 404, None, lambda: es.get(index=index, id="2")).info["found"], False)
    equal(es.create(index=index, id="2", body={"n": 1})["result"], "created")
    refused(ConflictError, 409, "version_conflict_engine_exception", lambda: es.create(index=index, id="2", body={"n": 1}))
    equal(es.update(index=index, id="2", body={"doc": {"m": 5}})["result"], "updated")
    equal(es.update(index=index, id="2", body={"doc": {"m": 5}})["result"], "noop")
    equal(es.update(index=index, id="3", body={"doc": {"m": 5}, "doc_as_upsert": True})["result"], "created")
    refused(NotFoundError, 404, "document_missing_exception", lambda: es.update(index=index, id="9", body={"doc": {}}))
    refused(
        ConflictError, 409, "version_conflict_engine_exception",
        lambda: es.index(index=index, id="1", body={}, if_seq_no=0, if_primary_term=1),
    )
    equal(es.index(index=index, id="v", body={"n": 1}, version=7, version_type="external_gte")["_version"], 7)
    equal(es.index(index=index, id="v", body={"n": 2}, version=7, version_type="external_gte")["_version"], 7)
    refused(
        ConflictError, 409, "version_conflict_engine_exception",
        lambda: es.index(index=index, id="v", body={}, version=6, version_type="external_gte"),
    )
    found = es.mget(index=index, body={"ids": ["1", "9"]})["docs"]
    equal([one["found"] for one in found], [True, False])
    es.indices.refresh(index=index)
    equal(es.count(index=index, body={"query": {"exists": {"field": "m"}}})["count"], 2)
    equal(es.update_by_query(index=index, body={"query": {"term": {"m": 5}}}, refresh=True)["updated"], 2)
    equal(es.delete_by_query(index=index, body={"query": {"term": {"m": 5}}}, refresh=True)["deleted"], 2)
    equal(es.delete(index=index, id="1", refresh="wait_for")["result"], "deleted")
    equal(es.count(index=index)["count"], 1)
    equal(refused(NotFoundError, 404, None, lambda: es.delete(index=index, id="1")).info["result"], "not_found")


def bulk():
    index = "py-bulk"
    lines = [{"index": {"_index": index, "_id": "1"}}, {"a": 1}, {"delete": {"_index": index, "_id": "9"}}]
    done = es.bulk(body=lines, refresh=True)
    equal((done["errors"], [next(iter(item.values()))["status"] for item in done["items"]]), (False, [201, 404]))
    actions = ({"_index": index, "_id": str(i), "_source": {"i": i, "text": f"상품 {i}"}} for i in range(1000))
    equal(helpers.bulk(es, actions, chunk_size=150, refresh="wait_for"), (1000, []))
    again = ({"_op_type": "create", "_index": index, "_id": str(i), "i": i} for i in range(995, 1005))
    results = list(helpers.streaming_bulk(es, again, raise_on_error=False))
    equal([ok for ok, _ in results], [False] * 5 + [True] * 5)
    equal(results[0][1]["create"]["error"]["type"], "version_conflict_engine_exception")
    zipped = connect(http_compress=True)
    more = [{"_index": index, "_id": f"z{i}", "i": i} for i in range(50)]
    equal(sum(ok for ok, _ in helpers.parallel_bulk(zipped, more, thread_count=2, chunk_size=10)), 50)
    es.indices.refresh(index=index)
    equal(zipped.count(index=index)["count"], 1055)
    versioned = [{"_index": index, "_id": "1", "_version": 9, "_version_type": "external_gte", "i": -1}]
    equal(helpers.bulk(es, versioned), (1, []))
    equal(es.get(index=index, id="1")["_version"], 9)


def aliases():
    for index, key in (("py-alias-1", "old"), ("py-alias-2", "new")):
        es.index(index=index, id=key, body={}, refresh=True)
    es.indices.put_alias(index="py-alias-1", name="py-alias")
    equal(ids(es.search(index="py-alias")), ["old"])
    swap = [{"remove": {"index": "py-alias-1", "alias": "py-alias"}}, {"add": {"index": "py-alias-2", "alias": "py-alias"}}]
    equal(es.indices.update_aliases(body={"actions": swap}), {"acknowledged": True})
    equal(ids(es.search(index="py-alias")), ["new"])
    equal(es.indices.get_alias(name="py-alias"), {"py-alias-2": {"aliases": {"py-alias": {}}}})
    assert es.indices.exists_alias(name="py-alias")
    es.indices.delete_alias(index="py-alias-2", name="py-alias")
    assert not es.indices.exists_alias(name="py-alias")
    refused(NotFoundError, 404, None, lambda: es.indices.get_alias(name="py-alias"))
    refused(NotFoundError, 404, "aliases_not_found_exception", lambda: es.indices.delete_alias(index="py-alias-2", name="py-alias"))


def templates():
    mappings = {"properties": {"group": {"type": "keyword"}}}
    es.indices.put_template(name="py-legacy", body={"index_patterns": ["py-legacy-*"], "mappings": mappings})
    es.indices.put_index_template(name="py-new", body={"index_patterns": ["py-new-*"], "priority": 5, "template": {"mappings": mappings}})
    assert es.indices.exists_template(name="py-legacy")
    assert es.indices.exists_index_template(name="py-new")
    equal(es.indices.get_template(name="py-legacy")["py-legacy"]["index_patterns"], ["py-legacy-*"])
    equal(es.indices.get_index_template(name="py-new")["index_templates"][0]["index_template"]["priority"], 5)
    for index in ("py-legacy-1", "py-new-1"):
        es.index(index=index, body={"group": "A b"})
        equal(es.indices.get_mapping(index=index)[index]["mappings"], mappings)
    es.indices.delete_template(name="py-legacy")
    es.indices.delete_index_template(name="py-new")
    refused(NotFoundError, 404, None, lambda: es.indices.get_template(name="py-legacy"))
    refused(NotFoundError, 404, "resource_not_found_exception", lambda: es.indices.get_index_template(name="py-new"))


def refusals():
    equal(es.info()["version"]["number"], "8.18.0")
    assert es.ping() is True
    assert es.cluster.health()["status"] in ("green", "yellow")
    wrong = connect(http_auth=("elastic", PASSWORD + "x"))
    refused(AuthenticationException, 401, "security_exception", lambda: wrong.search())
    assert wrong.ping() is False
    refused(NotFoundError, 404, "index_not_found_exception", lambda: es.search(index="py-nowhere"))
    refused(RequestError, 400, "parsing_exception", lambda: es.search(body={"query": {"mach": {}}}))
    refused(RequestError, 400, None, lambda: es.search(params={"frobnicate": "1"}))
    try:
        Elasticsearch("http://127.0.0.1:1", max_retries=0).info()
        raise AssertionError("nobody listens there")
    except ConnectionError:
        pass
    es.index(index="py-cats", id="1", body={}, refresh=True)
    equal(es.cat.indices(index="py-cats", format="json", h="index,docs.count"), [{"index": "py-cats", "docs.count": "1"}])
    assert es.cat.indices(index="py-cats", h="index").strip() == "py-cats"
    equal(es.search(index="py-cats", filter_path=["hits.hits._id"]), {"hits": {"hits": [{"_id": "1"}]}})
