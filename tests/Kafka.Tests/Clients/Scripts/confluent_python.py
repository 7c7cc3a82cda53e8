"""confluent-kafka (python) against the broker at argv[1]: each part does something and prints what it saw as one line of JSON."""

import json
import sys

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

address, part = sys.argv[1:3]


def tell(**seen):
    print("seen " + json.dumps(seen))


def consumer(group, **more):
    settings = {"bootstrap.servers": address, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False}
    return Consumer({**settings, **more})


def take(source, count):
    taken = []
    while len(taken) < count:
        message = source.poll(30)
        if message is None:
            raise TimeoutError(f"{len(taken)} of {count} records came")
        if message.error():
            raise KafkaException(message.error())
        taken.append(message)
    return taken


def records():
    delivered = []
    producer = Producer({"bootstrap.servers": address, "enable.idempotence": True, "compression.type": "zstd", "linger.ms": 50})
    for i in range(100):
        producer.produce("t", key=f"k{i}", value=f"v{i} " + "x" * 100, headers={"origin": "python"}, on_delivery=lambda e, m: delivered.append(str(e)))
    producer.flush(30)
    reader = consumer("g")
    reader.subscribe(["t"])
    taken = take(reader, 100)
    reader.commit(offsets=[TopicPartition("t", 0, 40)], asynchronous=False)
    bounds = reader.get_watermark_offsets(TopicPartition("t", 0), 10)
    reader.close()
    again = consumer("g")
    again.subscribe(["t"])
    resumed = take(again, 1)[0].offset()
    again.close()
    tell(
        delivered=sorted(set(delivered)),
        keys=[message.key().decode() for message in taken],
        headers=[[n, v.decode()] for n, v in taken[-1].headers()],
        bounds=bounds,
        resumed=resumed,
    )


def transactions():
    producer = Producer({"bootstrap.servers": address, "transactional.id": "python"})
    producer.init_transactions(30)
    source = consumer("g")
    source.subscribe(["t"])
    seed = Producer({"bootstrap.servers": address})
    seed.produce("t", "in")
    seed.flush(30)
    take(source, 1)
    for value, commit in (("kept", True), ("dropped", False)):
        producer.begin_transaction()
        producer.produce("out", value)
        if commit:
            producer.send_offsets_to_transaction(source.position(source.assignment()), source.consumer_group_metadata(), 30)
            producer.commit_transaction(30)
        else:
            producer.flush(30)
            producer.abort_transaction(30)
    committed = source.committed([TopicPartition("t", 0)], 10)[0].offset
    source.close()
    reader = consumer("reader", **{"isolation.level": "read_committed", "enable.partition.eof": True})
    reader.assign([TopicPartition("out", 0, 0)])
    seen = []
    while True:
        message = reader.poll(30)
        if message.error():
            break
        seen.append(message.value().decode())
    reader.close()
    tell(seen=seen, committed=committed)


def admin():
    client = AdminClient({"bootstrap.servers": address})
    client.create_topics([NewTopic("made", 2, 1, config={"retention.ms": "60000"})])["made"].result(30)
    client.create_partitions([NewPartitions("made", 4)])["made"].result(30)
    resource = ConfigResource("topic", "made")
    retention = list(client.describe_configs([resource]).values())[0].result(30)["retention.ms"].value
    resource.set_config("max.message.bytes", "2000")
    list(client.alter_configs([resource]).values())[0].result(30)
    reader = consumer("watched")
    assigned = []
    reader.subscribe(["made"], on_assign=lambda _, partitions: assigned.extend(partitions))
    while not assigned:
        reader.poll(0.1)
    groups = [[group.id, group.state, group.protocol, len(group.members)] for group in client.list_groups(timeout=10)]
    reader.close()
    client.delete_topics(["made"])["made"].result(30)
    left = sorted(client.list_topics(timeout=10).topics)
    tell(retention=retention, assigned=len(assigned), groups=groups, left=left)


{"records": records, "transactions": transactions, "admin": admin}[part]()
