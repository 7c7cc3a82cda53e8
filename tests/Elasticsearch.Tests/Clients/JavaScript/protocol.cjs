// How the node speaks: its name, its media types, its errors as the client types them, and what is said of the cluster.
const zlib = require('node:zlib');
const { HttpConnection } = require('@elastic/elasticsearch');

module.exports = ({ assert, client, connect, errors, refused, raw, node }) => ({
  async named() {
    const info = await client.info();
    assert.equal(info.tagline, 'You Know, for Search');
    assert.equal(info.version.number, '8.18.0');
    assert.deepEqual([info.version.build_flavor, info.version.build_snapshot], ['default', false]);
    assert.deepEqual([info.version.minimum_wire_compatibility_version, info.version.minimum_index_compatibility_version], ['7.17.0', '7.0.0']);
    for (const name of ['name', 'cluster_name', 'cluster_uuid']) assert.ok(info[name], name);
    assert.equal(await client.ping(), true);
    const health = await client.cluster.health({ wait_for_status: 'yellow', timeout: '30s' });
    assert.match(health.status, /green|yellow/);
    assert.deepEqual([health.cluster_name, health.timed_out, health.number_of_nodes, health.number_of_data_nodes], [info.cluster_name, false, 1, 1]);
    assert.equal(health.unassigned_primary_shards ?? 0, 0);
  },

  async products() {
    // On every answer, errors and refusals at the door too.
    const stranger = { authorization: 'Basic ' + Buffer.from('elastic:wrong').toString('base64') };
    for (const [path, options] of [
      ['/', {}], ['/', { method: 'HEAD' }], ['/js-nowhere/_search', {}], ['/a/b/c/d/e', {}], ['/_bulk', { method: 'POST', body: 'x' }],
      ['/', { headers: stranger }], ['/', { method: 'DELETE' }],
    ])
      assert.equal((await raw(path, options)).headers.get('x-elastic-product'), 'Elasticsearch', path);
  },

  async mediaTypes() {
    const typed = async (accept, type = 'application/json', body = '{}') => {
      const answer = await raw('/_search', { method: 'POST', body, headers: { accept, 'content-type': type } });
      assert.equal(answer.status, 200, await answer.clone().text());
      return answer.headers.get('content-type').replace(/; /g, ';').toLowerCase();
    };
    assert.match(await typed('application/json'), /^application\/json/);
    assert.match(await typed('*/*'), /^application\/json/);
    for (const version of [7, 8]) {
      const vendored = `application/vnd.elasticsearch+json;compatible-with=${version}`;
      assert.equal(await typed(vendored, vendored), vendored);
      assert.equal(await typed(`application/vnd.elasticsearch+json; compatible-with=${version}`, vendored), vendored);
    }
    const { headers } = await client.search({ size: 0 }, { meta: true });
    assert.equal(headers['content-type'].replace('; ', ';'), `application/vnd.elasticsearch+json;compatible-with=${process.env.ES_CLIENT_MAJOR}`);
    // Clients of version 9 ask so; a real 8.18 refuses them, this node does not, and says so in its README.
    const nine = 'application/vnd.elasticsearch+json;compatible-with=9';
    assert.equal(await typed(nine, nine), nine);
    const form = await raw('/_search', { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    assert.equal(form.status, 406);
    assert.match((await form.json()).error, /Content-Type header \[application\/x-www-form-urlencoded\] is not supported/);
  },

  async connections() {
    // Over node's own HTTP as over undici, many at once on few sockets.
    const other = connect({ Connection: HttpConnection, agent: { keepAlive: true, maxSockets: 2 } });
    await Promise.all(Array.from({ length: 40 }, (_, i) => other.index({ index: 'js-connections', id: `${i}`, document: { i } })));
    await other.indices.refresh({ index: 'js-connections' });
    const counts = await Promise.all(Array.from({ length: 20 }, () => other.count({ index: 'js-connections' })));
    assert.deepEqual([...new Set(counts.map((answer) => answer.count))], [40]);
    await other.close();
  },

  async zipped() {
    const zipping = connect({ compression: true });
    await zipping.index({ index: 'js-zipped', id: '1', document: { text: '한글 '.repeat(500) }, refresh: true });
    const { hits } = await zipping.search({ index: 'js-zipped' });
    assert.equal(hits.hits[0]._source.text.length, 1500);
    await zipping.close();
    const body = zlib.gzipSync('{"index":{"_index":"js-zipped"}}\n{"a":1}\n');
    const sent = await raw('/_bulk', { method: 'POST', body, headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' } });
    assert.equal((await sent.json()).errors, false);
    const answer = await raw('/js-zipped/_search', { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(answer.headers.get('content-encoding'), 'gzip');
  },

  async shaped() {
    const index = 'js-shaped';
    await client.index({ index, id: '1', document: { a: { b: 1, c: 2 } }, refresh: true });
    assert.deepEqual(await client.search({ index, filter_path: 'hits.hits._id,hits.total.value' }), { hits: { total: { value: 1 }, hits: [{ _id: '1' }] } });
    assert.deepEqual(Object.keys(await client.search({ index, filter_path: '-took,-_shards,-timed_out' })), ['hits']);
    assert.deepEqual(await client.search({ index, filter_path: ['hits.hits._source.a.*'] }), { hits: { hits: [{ _source: { a: { b: 1, c: 2 } } }] } });
    assert.deepEqual(await client.search({ index, filter_path: '**._id' }), { hits: { hits: [{ _id: '1' }] } });
    assert.match(await (await raw('/?pretty')).text(), /^\{\n {2}"name" ?: "/);
    assert.doesNotMatch(await (await raw('/')).text(), /\n {2}/);
    assert.deepEqual((await client.bulk({ index, operations: [{ delete: { _id: '9' } }], filter_path: 'items.*.error' })), {});
  },

  async cats() {
    const index = 'js-cats';
    await client.indices.create({ index, settings: { number_of_replicas: 0 }, aliases: { 'js-cats-alias': {} } });
    await client.index({ index, id: '1', document: {}, refresh: true });
    const [line] = await client.cat.indices({ index, format: 'json' });
    assert.deepEqual(
      [line.health, line.status, line.index, line.pri, line.rep, line['docs.count'], line['docs.deleted']],
      ['green', 'open', index, '1', '0', '1', '0'],
    );
    assert.ok(line.uuid && line['store.size']);
    assert.deepEqual(await client.cat.indices({ index, format: 'json', h: 'index,docs.count' }), [{ index, 'docs.count': '1' }]);
    assert.equal((await client.cat.count({ index, format: 'json' }))[0].count, '1');
    assert.equal((await client.cat.aliases({ name: 'js-cats-alias', format: 'json' }))[0].index, index);
    assert.equal((await client.cat.health({ format: 'json' }))[0]['node.total'], '1');
    const text = await (await raw(`/_cat/indices/${index}?v&h=index,docs.count`)).text();
    assert.match(text, /^index\s+docs\.count\njs-cats\s+1\n$/);
    assert.match((await raw(`/_cat/indices/${index}`)).headers.get('content-type'), /^text\/plain/);
  },

  async typedErrors() {
    const wrong = connect({ auth: { username: 'elastic', password: 'wrong' } });
    const unauthorized = await refused(wrong.info(), 401, 'security_exception', /unable to authenticate user \[elastic\] for REST request \[\/\]/);
    assert.match(unauthorized.headers['www-authenticate'], /Basic realm="security"/);
    await refused(connect({ auth: undefined }).info(), 401, 'security_exception', /missing authentication credentials for REST request \[\/\]/);
    await assert.rejects(connect({ node: 'http://127.0.0.1:1', maxRetries: 0 }).info(), errors.ConnectionError);
    await refused(client.search({ index: 'js-nowhere' }), 404, 'index_not_found_exception');

    const unknown = await raw('/a/b/c/d', { method: 'POST' });
    assert.equal(unknown.status, 400);
    assert.equal((await unknown.json()).error, 'no handler found for uri [/a/b/c/d] and method [POST]');
    const method = await raw('/_cluster/health', { method: 'DELETE' });
    assert.equal(method.status, 405);
    assert.match((await method.json()).error, /Incorrect HTTP method for uri \[\/_cluster\/health\] and method \[DELETE\], allowed: \[.*GET.*\]/);
    const parameter = await raw('/_search?frobnicate=1');
    assert.equal(parameter.status, 400);
    assert.match((await parameter.json()).error.reason, /request \[\/_search\] contains unrecognized parameter: \[frobnicate\]/);
  },

  async outOfScope() {
    // What Elasticsearch has and this engine has not: 400, and what it is by its name.
    const index = 'js-out';
    await client.index({ index, id: '1', document: { a: 1 } });
    const named = async (promise, name) => assert.match(JSON.stringify((await refused(promise, 400)).body), name);
    await named(client.update({ index, id: '1', script: { source: 'ctx._source.a++' } }), /script/);
    await named(client.updateByQuery({ index, script: { source: 'ctx._source.a++' } }), /script/);
    await named(client.reindex({ source: { index }, dest: { index: 'js-out-2' } }), /_?reindex/);
    await named(client.indices.create({ index: 'js-out-3', mappings: { properties: { a: { type: 'nested' } } } }), /nested/);
    await named(client.indices.create({ index: 'js-out-3', mappings: { properties: { a: { type: 'search_as_you_type' } } } }), /search_as_you_type/);
    await named(client.indices.create({ index: 'js-out-3', mappings: { properties: { a: { type: 'completion' } } } }), /completion/);
    await named(client.search({ index, script_fields: { x: { script: '1' } } }), /script_fields/);
    assert.equal(node.startsWith('http://'), true);
  },
});
