"""What the scripts share: the client, six products, and how a refusal is told."""
import os
import warnings

from elasticsearch import Elasticsearch, ElasticsearchWarning, exceptions

# A node of version 8 tells a client of version 7 what has become old; that is no failure.
warnings.simplefilter("ignore", ElasticsearchWarning)

NODE = os.environ["ES_NODE"]
PASSWORD = os.environ["ES_PASSWORD"]


def connect(**options):
    return Elasticsearch(NODE, **{"http_auth": ("elastic", PASSWORD), "timeout": 60, **options})


es = connect()


def equal(actual, expected):
    assert actual == expected, f"\nexpected {expected!r}\nwas      {actual!r}"


def refused(kind, status, error_type, call):
    """Fails unless the call is refused so, by the client's own type."""
    try:
        answer = call()
    except exceptions.TransportError as error:
        assert type(error) is kind, f"expected {kind.__name__}, was {error!r}"
        equal(error.status_code, status)
        if error_type is not None:
            body = error.info["error"]
            cause = body["root_cause"][0] if body["type"] == "search_phase_execution_exception" else body
            equal(cause["type"], error_type)
        return error
    raise AssertionError(f"expected {status} {error_type}, was answered {answer!r}")


def ids(answer):
    return [hit["_id"] for hit in answer["hits"]["hits"]]


def counts(aggregation):
    return [(bucket["key"], bucket["doc_count"]) for bucket in aggregation["buckets"]]


PRODUCTS = {
    "1": dict(name="무선 키보드", name_en="Wireless Keyboard", category="input", price=45000, rating=4.5, on_sale=True, created="2024-01-15"),
    "2": dict(name="무선 마우스", name_en="Wireless Mouse", category="input", price=25000, rating=4.0, on_sale=False, created="2024-02-10"),
    "3": dict(name="기계식 키보드", name_en="Mechanical Keyboard", category="input", price=120000, rating=4.8, on_sale=True, created="2024-03-05"),
    "4": dict(name="모니터 암", name_en="Monitor Arm", category="display", price=60000, rating=3.5, on_sale=False, created="2024-03-20"),
    "5": dict(name="게이밍 모니터", name_en="Gaming Monitor 27 inch", category="display", price=350000, on_sale=False, created="2024-04-01"),
    "6": dict(name="USB 허브", name_en="USB Hub for laptops", category="accessory", price=15000, rating=2.5, on_sale=True, created="2024-04-30"),
}


def with_products(index):
    properties = {
        "name": {"type": "text", "analyzer": "cjk"},
        "name_en": {"type": "text", "analyzer": "english", "fields": {"std": {"type": "text"}}},
        "category": {"type": "keyword"},
        "price": {"type": "integer"},
        "rating": {"type": "float"},
        "on_sale": {"type": "boolean"},
        "created": {"type": "date"},
    }
    es.indices.create(index=index, body={"settings": {"number_of_replicas": 0}, "mappings": {"properties": properties}})
    for key, product in PRODUCTS.items():
        es.index(index=index, id=key, body=product)
    es.indices.refresh(index=index)
