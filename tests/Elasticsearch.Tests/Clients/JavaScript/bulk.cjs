// Many writes in one request, with the client's own helper too.
module.exports = ({ assert, client, connect, refused, raw, ids }) => ({
  async operations() {
    const index = 'js-bulk';
    const done = await client.bulk({
      refresh: true,
      operations: [
        { index: { _index: index, _id: '1' } }, { a: 1 },
        { create: { _index: index, _id: '2' } }, { a: 2 },
        { create: { _index: index, _id: '2' } }, { a: 3 },
        { update: { _index: index, _id: '1' } }, { doc: { b: 1 } },
        { update: { _index: index, _id: '9' } }, { doc: { b: 1 } },
        { update: { _index: index, _id: '3' } }, { doc: { b: 1 }, doc_as_upsert: true },
        { delete: { _index: index, _id: '2' } },
        { delete: { _index: index, _id: '8' } },
        { index: { _index: index } }, { a: 4 },
      ],
    });
    assert.equal(done.errors, true);
    assert.deepEqual(
      done.items.map((item) => Object.entries(item)[0]).map(([name, item]) => [name, item.status, item.result ?? item.error.type]),
      [
        ['index', 201, 'created'], ['create', 201, 'created'], ['create', 409, 'version_conflict_engine_exception'],
        ['update', 200, 'updated'], ['update', 404, 'document_missing_exception'], ['update', 201, 'created'],
        ['delete', 200, 'deleted'], ['delete', 404, 'not_found'], ['index', 201, 'created'],
      ],
    );
    assert.equal(done.items[2].create.error.index, index);
    assert.equal(done.items[0].index._version, 1);
    assert.deepEqual((await client.get({ index, id: '1' }))._source, { a: 1, b: 1 });
    assert.equal((await client.count({ index })).count, 3);
  },

  async versions() {
    const index = 'js-bulk-versions';
    const write = (version, a) => ({ operations: [{ index: { _id: '1', version, version_type: 'external_gte' } }, { a }], index, refresh: 'wait_for' });
    assert.equal((await client.bulk(write(7, 'first'))).errors, false);
    const late = await client.bulk(write(6, 'late'));
    assert.deepEqual([late.errors, late.items[0].index.status], [true, 409]);
    assert.equal((await client.bulk(write(7, 'again'))).items[0].index._version, 7);
    assert.equal((await client.get({ index, id: '1' }))._source.a, 'again');
  },

  async refusals() {
    const index = 'js-bulk-refused';
    const send = (body, type = 'application/x-ndjson') => raw('/_bulk', { method: 'POST', body, headers: { 'content-type': type } });
    const unended = await send(`{"index":{"_index":"${index}"}}\n{"a":1}`);
    assert.equal(unended.status, 400);
    assert.match((await unended.json()).error.reason, /must be terminated by a newline/);
    const unknown = await send(`{"frobnicate":{"_index":"${index}"}}\n{"a":1}\n`);
    assert.equal(unknown.status, 400);
    assert.match((await unknown.json()).error.reason, /Malformed action\/metadata line \[1\].*frobnicate/);
    // Both spellings.
    for (const type of ['application/x-ndjson', 'application/vnd.elasticsearch+x-ndjson; compatible-with=8', 'application/json']) {
      const taken = await send(`{"index":{"_index":"${index}"}}\n{"a":1}\n`, type);
      assert.equal(taken.status, 200, type);
      assert.equal((await taken.json()).errors, false);
    }
    // One document that cannot be read is one item's failure.
    await client.indices.putMapping({ index, properties: { n: { type: 'integer' } } });
    const mixed = await client.bulk({ index, operations: [{ index: { _id: '1' } }, { n: 'no number' }, { index: { _id: '2' } }, { n: 2 }] });
    assert.deepEqual([mixed.items[0].index.status, mixed.items[1].index.status], [400, 201]);
    assert.equal(mixed.items[0].index.error.type, 'document_parsing_exception');
    await refused(client.bulk({ index, operations: [] }), 400);
    const aliased = await client.bulk({ index: 'js-no-alias', require_alias: true, operations: [{ index: { _id: '1' } }, { n: 1 }] });
    assert.deepEqual([aliased.items[0].index.status, aliased.items[0].index.error.type], [404, 'index_not_found_exception']);
    assert.match(aliased.items[0].index.error.reason, /require_alias/);
    assert.equal(await client.indices.exists({ index: 'js-no-alias' }), false);
  },

  async helper() {
    const index = 'js-helper';
    const zipping = connect({ compression: true });
    const dropped = [];
    const many = Array.from({ length: 5000 }, (_, i) => ({ id: `${i % 4990}`, text: `상품 number ${i} ${'x'.repeat(50)}` }));
    const done = await zipping.helpers.bulk({
      datasource: many,
      onDocument: (document) => ({ create: { _index: index, _id: document.id } }),
      onDrop: (lost) => dropped.push(lost),
      refreshOnCompletion: index,
      flushBytes: 100_000,
      concurrency: 3,
      retries: 0,
    });
    assert.deepEqual([done.total, done.successful, done.failed], [5000, 4990, 10]);
    assert.deepEqual([...new Set(dropped.map((one) => one.status))], [409]);
    assert.equal((await client.count({ index })).count, 4990);
    assert.deepEqual(ids(await zipping.search({ index, query: { match: { text: '1234' } } })), ['1234']);
    await zipping.close();
  },
});
