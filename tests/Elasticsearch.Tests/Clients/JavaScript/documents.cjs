// Single documents: versions, updates, conflicts, several at once, by query.
module.exports = ({ assert, client, refused, raw, ids, sorted }) => ({
  async written() {
    const index = 'js-docs';
    await client.indices.create({ index, settings: { number_of_replicas: 0 } });
    const first = await client.index({ index, id: '1', document: { name: '키보드', price: 1 } });
    assert.deepEqual(first, {
      _index: index, _id: '1', _version: 1, result: 'created', _shards: { total: 1, successful: 1, failed: 0 }, _seq_no: 0, _primary_term: 1,
    });
    const second = await client.index({ index, id: '1', document: { name: '마우스', price: 2, maker: { name: 'Han', country: 'KR' } } });
    assert.deepEqual([second.result, second._version, second._seq_no], ['updated', 2, 1]);
    const unnamed = await client.index({ index, document: { name: 'x' } });
    assert.equal(unnamed._id.length, 20);

    const got = await client.get({ index, id: '1' });
    assert.deepEqual(got, {
      _index: index, _id: '1', _version: 2, _seq_no: 1, _primary_term: 1, found: true,
      _source: { name: '마우스', price: 2, maker: { name: 'Han', country: 'KR' } },
    });
    assert.deepEqual((await client.get({ index, id: '1', _source_includes: ['maker.*'], _source_excludes: ['maker.name'] }))._source, {
      maker: { country: 'KR' },
    });
    assert.deepEqual(await client.getSource({ index, id: '1', _source_includes: ['price'] }), { price: 2 });
    assert.equal(await client.exists({ index, id: '1' }), true);
    assert.equal(await client.exists({ index, id: '9' }), false);
    assert.equal(await client.existsSource({ index, id: '1' }), true);
    const missing = await refused(client.get({ index, id: '9' }), 404);
    assert.deepEqual(missing.body, { _index: index, _id: '9', found: false });
    await refused(client.get({ index: 'js-nowhere', id: '9' }), 404, 'index_not_found_exception');

    const odd = 'a/b c+d%한글?#';
    await client.index({ index, id: odd, document: { odd: true } });
    assert.equal((await client.get({ index, id: odd }))._id, odd);

    assert.equal((await client.create({ index, id: 'new', document: { a: 1 } })).result, 'created');
    await refused(
      client.create({ index, id: 'new', document: { a: 1 } }),
      409,
      'version_conflict_engine_exception',
      /^\[new\]: version conflict, document already exists \(current version \[1\]\)$/,
    );

    const deleted = await client.delete({ index, id: '1' });
    assert.deepEqual([deleted.result, deleted._version], ['deleted', 3]);
    const none = await refused(client.delete({ index, id: '1' }), 404);
    assert.equal(none.body.result, 'not_found');
    assert.equal((await client.index({ index, id: '1', document: {} })).result, 'created');
    const broken = await raw(`/${index}/_doc/2`, { method: 'PUT', body: '{"a":', headers: { 'content-type': 'application/json' } });
    assert.equal(broken.status, 400);
    assert.equal((await broken.json()).error.type, 'document_parsing_exception');
  },

  async updated() {
    const index = 'js-updates';
    await client.index({ index, id: '1', document: { a: 1, inner: { b: 2, list: [1, 2] } } });
    const changed = await client.update({ index, id: '1', doc: { inner: { c: 3, list: [9] } }, _source: true });
    assert.deepEqual([changed.result, changed._version], ['updated', 2]);
    assert.deepEqual(changed.get._source, { a: 1, inner: { b: 2, c: 3, list: [9] } });
    assert.equal((await client.update({ index, id: '1', doc: { a: 1 } })).result, 'noop');
    assert.equal((await client.update({ index, id: '1', doc: { a: 1 }, detect_noop: false })).result, 'updated');
    await refused(client.update({ index, id: '2', doc: { a: 1 } }), 404, 'document_missing_exception', /^\[2\]: document missing$/);
    assert.equal((await client.update({ index, id: '2', doc: { a: 1 }, doc_as_upsert: true })).result, 'created');
    assert.equal((await client.update({ index, id: '3', doc: { a: 1 }, upsert: { first: true } })).result, 'created');
    assert.deepEqual((await client.get({ index, id: '3' }))._source, { first: true });
    assert.equal((await client.update({ index, id: '3', doc: { a: 1 }, upsert: { first: true } })).result, 'updated');
    assert.deepEqual((await client.get({ index, id: '3' }))._source, { a: 1, first: true });
  },

  async versions() {
    const index = 'js-versions';
    const { _seq_no, _primary_term } = await client.index({ index, id: '1', document: { a: 1 } });
    await client.index({ index, id: '1', document: { a: 2 }, if_seq_no: _seq_no, if_primary_term: _primary_term });
    await refused(
      client.index({ index, id: '1', document: { a: 3 }, if_seq_no: _seq_no, if_primary_term: _primary_term }),
      409,
      'version_conflict_engine_exception',
      /^\[1\]: version conflict, required seqNo \[0\], primary term \[1\]\. current document has seqNo \[1\] and primary term \[1\]$/,
    );
    await refused(client.delete({ index, id: '1', if_seq_no: 0, if_primary_term: 1 }), 409, 'version_conflict_engine_exception');

    const write = (version, version_type) => client.index({ index, id: 'x', document: { version }, version, version_type });
    assert.equal((await write(5, 'external'))._version, 5);
    await refused(
      write(5, 'external'),
      409,
      'version_conflict_engine_exception',
      /^\[x\]: version conflict, current version \[5\] is higher or equal to the one provided \[5\]$/,
    );
    assert.equal((await write(5, 'external_gte'))._version, 5);
    await refused(
      write(4, 'external_gte'),
      409,
      'version_conflict_engine_exception',
      /^\[x\]: version conflict, current version \[5\] is higher than the one provided \[4\]$/,
    );
    assert.equal((await write(9, 'external_gte'))._version, 9);
    await refused(client.delete({ index, id: 'x', version: 8, version_type: 'external_gte' }), 409, 'version_conflict_engine_exception');
    assert.equal((await client.delete({ index, id: 'x', version: 12, version_type: 'external' }))._version, 12);
    await refused(write(11, 'external_gte'), 409, 'version_conflict_engine_exception');
    assert.equal((await write(13, 'external_gte')).result, 'created');
  },

  async several() {
    const index = 'js-several';
    for (const id of ['1', '2']) await client.index({ index, id, document: { id, keep: 1, drop: 2 } });
    const { docs } = await client.mget({
      docs: [{ _index: index, _id: '2', _source: ['keep'] }, { _index: index, _id: '9' }, { _index: 'js-nowhere', _id: '1' }],
    });
    assert.deepEqual(docs[0]._source, { keep: 1 });
    assert.deepEqual(docs[1], { _index: index, _id: '9', found: false });
    assert.equal(docs[2].error.type, 'index_not_found_exception');
    const byIds = await client.mget({ index, ids: ['1', '2'], _source_excludes: ['drop'] });
    assert.deepEqual(byIds.docs.map((one) => one._source), [{ id: '1', keep: 1 }, { id: '2', keep: 1 }]);
  },

  async byQuery() {
    const index = 'js-by-query';
    await client.indices.create({ index, mappings: { properties: { group: { type: 'keyword' } } } });
    for (let i = 0; i < 10; i++) await client.index({ index, id: `${i}`, document: { group: i % 2 ? 'odd' : 'even' } });
    await client.indices.refresh({ index });
    const updated = await client.updateByQuery({ index, query: { term: { group: 'odd' } }, refresh: true });
    assert.deepEqual([updated.total, updated.updated, updated.version_conflicts, updated.failures], [5, 5, 0, []]);
    assert.equal(updated.timed_out, false);
    assert.equal((await client.get({ index, id: '1' }))._version, 2);
    assert.equal((await client.get({ index, id: '2' }))._version, 1);
    const deleted = await client.deleteByQuery({ index, query: { term: { group: 'even' } }, refresh: true, conflicts: 'proceed' });
    assert.deepEqual([deleted.total, deleted.deleted, deleted.batches >= 1, deleted.failures], [5, 5, true, []]);
    assert.deepEqual(sorted(ids(await client.search({ index }))), ['1', '3', '5', '7', '9']);
    assert.equal((await client.count({ index, query: { term: { group: 'even' } } })).count, 0);
    assert.equal((await client.count({ index, q: 'group:odd' })).count, 5);
  },
});
