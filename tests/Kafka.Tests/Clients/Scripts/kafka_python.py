"""kafka-python against the broker at argv[1]: each part does something and prints what it saw as one line of JSON."""

import json
import sys

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.errors import TopicAlreadyExistsError

address, part = sys.argv[1:3]


def tell(**seen):
    print("seen " + json.dumps(seen))


def consumer(*topics, **more):
    settings = dict(bootstrap_servers=address, auto_offset_reset="earliest", enable_auto_commit=False, consumer_timeout_ms=30000)
    return KafkaConsumer(*topics, **{**settings, **more})


def take(source, count):
    taken = []
    for record in source:
        taken.append(record)
        if len(taken) == count:
            break
    return taken


def records():
    producer = KafkaProducer(bootstrap_servers=address, compression_type="gzip", linger_ms=20, acks="all")
    for i in range(100):
        producer.send("t", key=b"k%d" % i, value=b"v%d " % i + b"x" * 100, headers=[("origin", b"python")], timestamp_ms=1000 + i)
    producer.flush(30)
    reader = consumer("t", group_id="g")
    taken = take(reader, 100)
    first = TopicPartition("t", 0)
    reader.commit({first: OffsetAndMetadata(40, "noted")})
    for moment in (5000, 6000, 7000):
        producer.send("timed", value=b"v", timestamp_ms=moment, partition=0).get(30)
    timed = TopicPartition("timed", 0)
    by_time = reader.offsets_for_times({timed: 5500})[timed]
    bounds = (reader.beginning_offsets([first])[first], reader.end_offsets([first])[first])
    reader.close(autocommit=False)
    again = consumer("t", group_id="g")
    resumed = take(again, 1)[0].offset
    committed = again.committed(first, metadata=True)
    again.close(autocommit=False)
    tell(
        keys=[record.key.decode() for record in taken],
        headers=[[name, value.decode()] for name, value in taken[-1].headers],
        timestamp=taken[-1].timestamp,
        by_time=by_time.offset,
        bounds=bounds,
        resumed=resumed,
        metadata=committed.metadata,
    )


def admin():
    client = KafkaAdminClient(bootstrap_servers=address)
    client.create_topics([NewTopic("made", 2, 1, topic_configs={"retention.ms": "60000"})])
    try:
        client.create_topics([NewTopic("made", 2, 1)])
        twice = None
    except TopicAlreadyExistsError as refusal:
        twice = type(refusal).__name__
    client.create_partitions({"made": NewPartitions(4)})
    resource = ConfigResource(ConfigResourceType.TOPIC, "made")
    described = client.describe_configs([resource])[0].resources[0]
    retention = [entry[1] for entry in described[4] if entry[0] == "retention.ms"]
    client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, "made", configs={"max.message.bytes": "2000"})])
    partitions = [topic for topic in client.describe_topics(["made"])][0]["partitions"]
    reader = consumer("made", group_id="watched")
    reader.poll(timeout_ms=500)
    while not reader.assignment():
        reader.poll(timeout_ms=100)
    reader.commit({TopicPartition("made", 0): OffsetAndMetadata(0, "")})
    group = client.describe_consumer_groups(["watched"])[0]
    offsets = client.list_consumer_group_offsets("watched")
    groups = client.list_consumer_groups()
    busy = str(client.delete_consumer_groups(["watched"])[0][1].__name__)
    reader.close(autocommit=False)
    gone = str(client.delete_consumer_groups(["watched"])[0][1].__name__)
    client.delete_topics(["made"])
    left = client.list_topics()
    tell(
        twice=twice,
        retention=retention,
        partitions=len(partitions),
        state=group.state,
        members=len(group.members),
        offsets={f"{p.topic}-{p.partition}": o.offset for p, o in offsets.items()},
        groups=groups,
        busy=busy,
        gone=gone,
        left=left,
    )


def member():
    """A member of a group of mixed libraries: tells its partitions as they change, until its input ends."""
    import threading

    from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    reader = consumer(
        "t",
        group_id="mixed",
        partition_assignment_strategy=[RoundRobinPartitionAssignor],
        session_timeout_ms=6000,
        heartbeat_interval_ms=200,
        metadata_max_age_ms=2000,
    )
    owned = None
    while not ended.is_set():
        for partition_records in reader.poll(timeout_ms=50).values():
            for record in partition_records:
                print("message " + record.value.decode())
        now = sorted(partition.partition for partition in reader.assignment())
        if now != owned:
            owned = now
            print("owns " + json.dumps(owned))
    reader.close(autocommit=False)


{"records": records, "admin": admin, "member": member}[part]()
