// kafkajs (given as a global by the loader) against the broker at argv[1]: each part prints what it saw as one line of JSON.
const { Kafka, CompressionTypes, ConfigResourceTypes, AssignerProtocol, PartitionAssigners, logLevel } = global.kafkajs;
const [address, part] = process.argv.slice(1);
const kafka = new Kafka({ clientId: 'kafkajs', brokers: [address], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 50 } });
const tell = (seen) => console.log('seen ' + JSON.stringify(seen));

function deferred() {
  let resolve;
  const promise = new Promise((given) => (resolve = given));
  return { promise, resolve };
}

// Runs a consumer until so many messages came.
async function take(groupId, topic, count, { commit, ...options } = {}) {
  const consumer = kafka.consumer({ groupId, ...options });
  const taken = [];
  const enough = deferred();
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      taken.push({ partition, offset: message.offset, key: `${message.key}`, value: `${message.value}`, headers: message.headers });
      if (taken.length === count) enough.resolve();
    },
  });
  await enough.promise;
  if (commit) await consumer.commitOffsets([commit]);
  await consumer.disconnect();
  return taken;
}

const parts = {
  async records() {
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const messages = [...Array(100).keys()].map((i) => ({ key: `k${i}`, value: `v${i} ${'x'.repeat(100)}`, headers: { origin: 'kafkajs' } }));
    const sent = await producer.send({ topic: 't', compression: CompressionTypes.GZIP, acks: -1, messages });
    await producer.disconnect();
    const taken = await take('g', 't', 100, { commit: { topic: 't', partition: 0, offset: '40' } });
    const [resumed] = await take('g', 't', 1);
    tell({
      base: sent[0].baseOffset,
      keys: taken.map((one) => one.key),
      header: `${taken[99].headers.origin}`,
      resumed: resumed.offset,
    });
  },

  async transactions() {
    const producer = kafka.producer({ transactionalId: 'js', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    for (const [value, end] of [['kept', 'commit'], ['dropped', 'abort'], ['kept too', 'commit']]) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: 'out', messages: [{ value }] });
      await transaction.sendOffsets({
        consumerGroupId: 'sent',
        topics: [{ topic: 't', partitions: [{ partition: 0, offset: value === 'dropped' ? '99' : '7' }] }],
      });
      await transaction[end]();
    }
    await producer.disconnect();
    const committed = await take('committed', 'out', 2);
    const all = await take('all', 'out', 3, { readUncommitted: true });
    const admin = kafka.admin();
    await admin.connect();
    const offsets = await admin.fetchOffsets({ groupId: 'sent', topics: ['t'] });
    await admin.disconnect();
    tell({ committed: committed.map((one) => one.value), all: all.map((one) => one.value), offset: offsets[0].partitions[0].offset });
  },

  async admin() {
    const admin = kafka.admin();
    await admin.connect();
    const made = await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'made', numPartitions: 2, configEntries: [{ name: 'retention.ms', value: '60000' }] }] });
    const twice = await admin.createTopics({ topics: [{ topic: 'made', numPartitions: 2 }] });
    await admin.createPartitions({ topicPartitions: [{ topic: 'made', count: 4 }] });
    const metadata = await admin.fetchTopicMetadata({ topics: ['made'] });
    const producer = kafka.producer();
    await producer.connect();
    for (const timestamp of ['1000', '2000', '3000']) {
      await producer.send({ topic: 'made', messages: [{ value: 'v', partition: 0, timestamp }] });
    }
    await producer.disconnect();
    const byTime = await admin.fetchTopicOffsetsByTimestamp('made', 1500);
    await admin.deleteTopicRecords({ topic: 'made', partitions: [{ partition: 0, offset: '1' }] });
    const bounds = (await admin.fetchTopicOffsets('made')).find((one) => one.partition === 0);
    const configs = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: 'made', configNames: ['retention.ms'] }] });
    await admin.alterConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: 'made', configEntries: [{ name: 'max.message.bytes', value: '2000' }] }] });
    const cluster = await admin.describeCluster();

    const consumer = kafka.consumer({ groupId: 'watched' });
    const joined = deferred();
    consumer.on(consumer.events.GROUP_JOIN, joined.resolve);
    await consumer.connect();
    await consumer.subscribe({ topics: ['made'] });
    await consumer.run({ eachMessage: async () => {} });
    await joined.promise;
    const described = await admin.describeGroups(['watched']);
    const listed = await admin.listGroups();
    const busy = await admin.deleteGroups(['watched']).catch((refusal) => refusal.groups[0].error.type);
    await consumer.disconnect();
    await admin.setOffsets({ groupId: 'watched', topic: 'made', partitions: [{ partition: 0, offset: '2' }] });
    const offsets = await admin.fetchOffsets({ groupId: 'watched', topics: ['made'] });
    await admin.deleteGroups(['watched']);
    await admin.deleteTopics({ topics: ['made'] });
    const left = await admin.listTopics();
    await admin.disconnect();
    tell({
      made,
      twice,
      partitions: metadata.topics[0].partitions.length,
      byTime: byTime.find((one) => one.partition === 0).offset,
      low: bounds.low,
      high: bounds.high,
      retention: configs.resources[0].configEntries[0].configValue,
      brokers: cluster.brokers.length,
      controller: cluster.controller,
      state: described.groups[0].state,
      members: described.groups[0].members.length,
      listed: listed.groups,
      busy,
      offset: offsets[0].partitions.find((one) => one.partition === 0).offset,
      left,
    });
  },

  // A member of a group of mixed libraries: tells its partitions as they change, until its input ends.
  async member() {
    const standard = PartitionAssigners.roundRobin;
    // Its own name for the same algorithm would find no protocol in common with the others.
    const roundrobin = (settings) => ({
      ...standard(settings),
      name: 'roundrobin',
      version: 1,
      protocol: ({ topics }) => ({ name: 'roundrobin', metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }) }),
    });
    const consumer = kafka.consumer({ groupId: 'mixed', partitionAssigners: [roundrobin], sessionTimeout: 6000, heartbeatInterval: 200 });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => console.log('owns ' + JSON.stringify((payload.memberAssignment.t ?? []).sort())));
    await consumer.connect();
    await consumer.subscribe({ topics: ['t'], fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => console.log('message ' + message.value) });
    await new Promise((ended) => process.stdin.on('end', ended).resume());
    await consumer.disconnect();
  },
};

parts[part]().then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  }
);
