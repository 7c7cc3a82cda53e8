// Indices, mappings, settings.
module.exports = ({ assert, client, refused, ids, sorted }) => ({
  async created() {
    const index = 'js-created';
    const made = await client.indices.create({
      index,
      settings: { number_of_shards: 1, number_of_replicas: 0 },
      mappings: { properties: { name: { type: 'text', fields: { raw: { type: 'keyword', ignore_above: 8 } } }, price: { type: 'integer' } } },
      aliases: { 'js-created-alias': {} },
    });
    assert.deepEqual(made, { acknowledged: true, shards_acknowledged: true, index });
    assert.equal(await client.indices.exists({ index }), true);
    assert.equal(await client.indices.exists({ index: 'js-created-alias' }), true);
    assert.equal(await client.indices.exists({ index: 'js-none' }), false);

    const { [index]: got } = await client.indices.get({ index });
    assert.deepEqual(got.aliases, { 'js-created-alias': {} });
    assert.deepEqual(got.mappings, {
      properties: { name: { type: 'text', fields: { raw: { type: 'keyword', ignore_above: 8 } } }, price: { type: 'integer' } },
    });
    assert.equal(got.settings.index.number_of_shards, '1');
    assert.equal(got.settings.index.number_of_replicas, '0');
    assert.equal(got.settings.index.provided_name, index);
    assert.ok(Number(got.settings.index.creation_date) > 1.7e12);
    assert.ok(got.settings.index.uuid.length > 10 && got.settings.index.version.created);

    await refused(client.indices.create({ index }), 400, 'resource_already_exists_exception', /^index \[js-created\/.+\] already exists$/);
    await refused(client.indices.create({ index: 'Upper' }), 400, 'invalid_index_name_exception', /must be lowercase/);
    await refused(client.indices.create({ index: 'a#b' }), 400, 'invalid_index_name_exception');
    await refused(
      client.indices.create({ index: 'js-wrong', mappings: { properties: { a: { type: 'frob' } } } }),
      400,
      'mapper_parsing_exception',
      /frob/,
    );
    await refused(
      client.indices.create({ index: 'js-wrong', settings: { 'index.frobnicate': 1 } }),
      400,
      'illegal_argument_exception',
      /unknown setting \[index\.frobnicate\]/,
    );
    assert.equal(await client.indices.exists({ index: 'js-wrong' }), false);

    assert.deepEqual(await client.indices.delete({ index }), { acknowledged: true });
    const gone = await refused(client.indices.delete({ index }), 404, 'index_not_found_exception', /^no such index \[js-created\]$/);
    assert.equal(gone.body.error.index, index);
    await refused(client.indices.get({ index }), 404, 'index_not_found_exception');
    await refused(client.search({ index }), 404, 'index_not_found_exception');
    assert.equal((await client.search({ index, ignore_unavailable: true })).hits.total.value, 0);
    assert.equal((await client.search({ index: 'js-created*' })).hits.total.value, 0);
    await refused(client.indices.delete({ index: 'js-*' }), 400, 'illegal_argument_exception', /[Ww]ildcard/);
  },

  async mappings() {
    const index = 'js-mappings';
    await client.indices.create({ index, mappings: { properties: { name: { type: 'text', analyzer: 'english' } } } });
    assert.deepEqual(await client.indices.putMapping({ index, properties: { price: { type: 'double' }, at: { type: 'date' } } }), {
      acknowledged: true,
    });
    const { [index]: got } = await client.indices.getMapping({ index });
    assert.deepEqual(got.mappings.properties, { at: { type: 'date' }, name: { type: 'text', analyzer: 'english' }, price: { type: 'double' } });
    await refused(
      client.indices.putMapping({ index, properties: { price: { type: 'keyword' } } }),
      400,
      'illegal_argument_exception',
      /mapper \[price\] cannot be changed from type \[double\] to \[keyword\]/,
    );
    const wrong = await refused(
      client.index({ index, id: '1', document: { price: 'cheap' } }),
      400,
      'document_parsing_exception',
      /failed to parse field \[price\] of type \[double\] in document with id '1'/,
    );
    assert.match(wrong.body.error.reason, /^\[\d+:\d+\]/);
    await refused(client.index({ index, id: '1', document: { at: 'yesterday' } }), 400, 'document_parsing_exception', /\[at\] of type \[date\]/);
    assert.equal(await client.exists({ index, id: '1' }), false);
  },

  async dynamic() {
    const index = 'js-dynamic';
    await client.index({
      index,
      id: '1',
      document: {
        text: 'words', whole: 5, broken: 1.5, yes: true, day: '2024-01-02', time: '2024-01-02T03:04:05Z', list: [1, 2], nothing: null,
        inner: { deep: { word: 'x' } },
      },
      refresh: true,
    });
    const { [index]: got } = await client.indices.getMapping({ index });
    const text = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
    assert.deepEqual(got.mappings, {
      properties: {
        broken: { type: 'float' }, day: { type: 'date' }, inner: { properties: { deep: { properties: { word: text } } } },
        list: { type: 'long' }, text, time: { type: 'date' }, whole: { type: 'long' }, yes: { type: 'boolean' },
      },
    });
    assert.deepEqual(ids(await client.search({ index, query: { term: { 'text.keyword': 'words' } } })), ['1']);
    assert.deepEqual(ids(await client.search({ index, query: { term: { 'inner.deep.word': 'x' } } })), ['1']);

    await client.indices.create({ index: 'js-strict', mappings: { dynamic: 'strict', properties: { known: { type: 'keyword' } } } });
    await refused(
      client.index({ index: 'js-strict', id: '1', document: { known: 'a', unknown: 'b' } }),
      400,
      'strict_dynamic_mapping_exception',
      /dynamic introduction of \[unknown\] within \[_doc\] is not allowed/,
    );
    await client.indices.create({ index: 'js-ignoring', mappings: { dynamic: false, date_detection: false, properties: { known: { type: 'keyword' } } } });
    await client.index({ index: 'js-ignoring', id: '1', document: { known: 'a', unknown: 'b' }, refresh: true });
    assert.deepEqual(ids(await client.search({ index: 'js-ignoring', query: { term: { unknown: 'b' } } })), []);
    assert.equal((await client.get({ index: 'js-ignoring', id: '1' }))._source.unknown, 'b');
    await client.indices.create({ index: 'js-no-dates', mappings: { date_detection: false } });
    await client.index({ index: 'js-no-dates', document: { day: '2024-01-02' } });
    assert.equal((await client.indices.getMapping({ index: 'js-no-dates' }))['js-no-dates'].mappings.properties.day.type, 'text');
  },

  async settings() {
    const index = 'js-settings';
    await client.indices.create({ index, settings: { index: { max_result_window: 50, refresh_interval: '5s' } } });
    let got = await client.indices.getSettings({ index });
    assert.equal(got[index].settings.index.max_result_window, '50');
    assert.equal(got[index].settings.index.refresh_interval, '5s');
    assert.deepEqual(await client.indices.putSettings({ index, settings: { index: { max_result_window: 20 } } }), { acknowledged: true });
    got = await client.indices.getSettings({ index });
    assert.equal(got[index].settings.index.max_result_window, '20');
    await client.search({ index, size: 20 });
    await refused(client.search({ index, size: 21 }), 400, 'illegal_argument_exception', /Result window is too large, .*\[20\] but was \[21\]/);
    await refused(
      client.indices.putSettings({ index, settings: { number_of_shards: 3 } }),
      400,
      'illegal_argument_exception',
      /non dynamic settings \[\[index\.number_of_shards\]\]/,
    );
  },

  async refreshed() {
    const index = 'js-refreshed';
    await client.indices.create({ index, settings: { refresh_interval: '-1', number_of_replicas: 0 } });
    await client.index({ index, id: '1', document: { a: 1 } });
    assert.equal((await client.count({ index })).count, 0);
    assert.equal((await client.get({ index, id: '1' })).found, true);
    const { _shards } = await client.indices.refresh({ index });
    assert.deepEqual(_shards, { total: 1, successful: 1, failed: 0 });
    assert.equal((await client.count({ index })).count, 1);
    assert.equal((await client.indices.flush({ index }))._shards.failed, 0);
    await client.index({ index, id: '2', document: { a: 1 }, refresh: true });
    assert.deepEqual(sorted(ids(await client.search({ index }))), ['1', '2']);

    const soon = 'js-soon';
    await client.indices.create({ index: soon, settings: { refresh_interval: '100ms' } });
    await client.index({ index: soon, id: '1', document: { a: 1 }, refresh: 'wait_for' });
    assert.deepEqual(ids(await client.search({ index: soon })), ['1']);
  },
});
