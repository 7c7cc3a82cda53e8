// Reading on: scroll, point in time, several searches in one request.
const withProducts = require('./products.cjs');

module.exports = ({ assert, client, refused, ids, sorted }) => ({
  async scrolled() {
    const index = 'js-scrolled';
    await withProducts(client, index);
    const first = await client.search({ index, scroll: '1m', size: 4, sort: [{ price: 'asc' }] });
    assert.deepEqual([ids(first), first.hits.total.value], [['6', '2', '1', '4'], 6]);
    await client.index({ index, id: 'late', document: { price: 200000 }, refresh: true });
    const second = await client.scroll({ scroll_id: first._scroll_id, scroll: '1m' });
    assert.deepEqual(ids(second), ['3', '5']);
    assert.deepEqual(ids(await client.scroll({ scroll_id: second._scroll_id, scroll: '1m' })), []);
    assert.deepEqual(await client.clearScroll({ scroll_id: second._scroll_id }), { succeeded: true, num_freed: 1 });
    await refused(client.scroll({ scroll_id: second._scroll_id }), 404, 'search_context_missing_exception', /No search context found for id/);
    await refused(client.scroll({ scroll_id: 'no-such-thing' }), 400, 'illegal_argument_exception', /Cannot parse scroll id/);

    const seen = [];
    for await (const document of client.helpers.scrollDocuments({ index, size: 2, sort: ['_doc'] })) seen.push(document.price);
    assert.equal(seen.length, 7);
    const found = await client.helpers.search({ index, query: { term: { category: 'display' } }, sort: ['price'] });
    assert.deepEqual(found.map((document) => document.name_en), ['Monitor Arm', 'Gaming Monitor 27 inch']);
  },

  async pointInTime() {
    const index = 'js-pit';
    await withProducts(client, index);
    let { id } = await client.openPointInTime({ index, keep_alive: '1m' });
    await client.index({ index, id: 'late', document: { price: 1 }, refresh: true });
    await client.delete({ index, id: '6', refresh: true });
    const seen = [];
    for (let after; ; ) {
      const page = await client.search({ pit: { id, keep_alive: '1m' }, size: 4, sort: [{ price: 'asc' }], search_after: after });
      id = page.pit_id;
      if (page.hits.hits.length === 0) break;
      seen.push(...ids(page));
      after = page.hits.hits.at(-1).sort;
      assert.equal(after.length, 2);
      assert.equal(page.hits.hits[0]._index, index);
    }
    assert.deepEqual(seen, ['6', '2', '1', '4', '3', '5']);
    await refused(client.search({ index, pit: { id } }), 400, 'action_request_validation_exception', /\[indices\] cannot be used with point in time/);
    assert.deepEqual(await client.closePointInTime({ id }), { succeeded: true, num_freed: 1 });
    const twice = await refused(client.closePointInTime({ id }), 404);
    assert.deepEqual(twice.body, { succeeded: true, num_freed: 0 });
    await refused(client.search({ pit: { id }, size: 1 }), 404, 'search_context_missing_exception');
    await refused(client.openPointInTime({ index: 'js-nowhere', keep_alive: '1m' }), 404, 'index_not_found_exception');
  },

  async several() {
    const index = 'js-msearch';
    await withProducts(client, index);
    const { responses } = await client.msearch({
      searches: [
        { index }, { query: { term: { category: 'display' } }, sort: ['price'] },
        { index: 'js-nowhere' }, { query: { match_all: {} } },
        { index }, { query: { frob: {} } },
        {}, { size: 0, track_total_hits: true },
      ],
    });
    assert.deepEqual([ids(responses[0]), responses[0].status], [['4', '5'], 200]);
    assert.deepEqual([responses[1].status, responses[1].error.type], [404, 'index_not_found_exception']);
    assert.deepEqual([responses[2].status, responses[2].error.type], [400, 'parsing_exception']);
    assert.ok(responses[3].hits.total.value >= 6);
    const helper = client.helpers.msearch({ flushInterval: 20 });
    const [found, other] = await Promise.all([
      helper.search({ index }, { query: { ids: { values: ['1'] } } }),
      helper.search({ index }, { query: { term: { tags: 'mouse' } } }),
    ]);
    assert.deepEqual([found.documents[0].name_en, other.documents[0].name_en], ['Wireless Keyboard', 'Wireless Mouse']);
    helper.stop();
  },

  async indicesTogether() {
    await withProducts(client, 'js-many-a');
    await client.index({ index: 'js-many-b', id: 'b', document: { price: 5 }, refresh: true });
    const all = await client.search({ index: 'js-many-*', sort: [{ price: 'asc' }], size: 2 });
    assert.deepEqual(all.hits.hits.map((hit) => [hit._index, hit._id]), [['js-many-b', 'b'], ['js-many-a', '6']]);
    assert.equal((await client.count({ index: ['js-many-a', 'js-many-b'] })).count, 7);
    assert.equal((await client.search({ index: 'js-many-b,js-nowhere', ignore_unavailable: true })).hits.total.value, 1);
    assert.deepEqual(sorted(Object.keys(await client.indices.get({ index: 'js-many-*' }))), ['js-many-a', 'js-many-b']);
  },
});
