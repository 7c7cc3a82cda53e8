// What comes back of what was found: order, pages, parts of documents, highlights, suggestions.
const withProducts = require('./products.cjs');

module.exports = ({ assert, client, refused, ids, sorted }) => {
  const finder = async (index) => {
    await withProducts(client, index);
    return (body) => client.search({ index, ...body });
  };

  return {
    async sorted() {
      const index = 'js-r-sorted';
      const search = await finder(index);
      const cheap = await search({ sort: [{ price: 'asc' }] });
      assert.deepEqual(ids(cheap), ['6', '2', '1', '4', '3', '5']);
      assert.deepEqual(cheap.hits.hits[0].sort, [15000]);
      assert.deepEqual([cheap.hits.max_score, cheap.hits.hits[0]._score], [null, null]);
      assert.deepEqual(ids(await search({ sort: ['category', { price: { order: 'desc' } }] })), ['6', '5', '4', '3', '1', '2']);
      assert.deepEqual(ids(await search({ sort: [{ rating: { order: 'desc' } }] })), ['3', '1', '2', '4', '6', '5']);
      assert.deepEqual(ids(await search({ sort: [{ rating: { order: 'asc', missing: '_first' } }] })), ['5', '6', '4', '2', '1', '3']);
      assert.deepEqual(ids(await search({ sort: [{ rating: { order: 'asc', missing: 4.2 } }] })), ['6', '4', '2', '5', '1', '3']);
      assert.deepEqual(ids(await search({ query: { match: { name: '무선 키보드' } }, sort: ['_score', { price: 'asc' }] }))[0], '1');
      const dated = await search({ sort: [{ created: 'desc' }], size: 1 });
      assert.deepEqual(dated.hits.hits[0].sort, [Date.UTC(2024, 3, 30, 23, 59, 59)]);
      assert.deepEqual(ids(await search({ sort: [{ 'name.keyword': 'asc' }], size: 2 })), ['6', '5']);
      assert.equal((await search({ sort: [{ nowhere: { order: 'asc', unmapped_type: 'long' } }] })).hits.total.value, 6);
      await refused(search({ sort: ['nowhere'] }), 400, 'query_shard_exception', /No mapping found for \[nowhere\] in order to sort on/);
      await refused(search({ sort: ['name_en'] }), 400, 'illegal_argument_exception', /Fielddata is disabled on \[name_en\]/);
    },

    async paged() {
      const index = 'js-r-paged';
      const search = await finder(index);
      assert.deepEqual(ids(await search({ sort: [{ price: 'asc' }], from: 2, size: 2 })), ['1', '4']);
      assert.deepEqual(ids(await search({ sort: [{ price: 'asc' }], from: 5, size: 10 })), ['5']);
      assert.deepEqual(ids(await search({ size: 0 })), []);
      const after = await search({ sort: [{ price: 'asc' }, { category: 'asc' }], size: 2, search_after: [45000, 'input'] });
      assert.deepEqual(ids(after), ['4', '3']);
      await refused(search({ from: 9_995, size: 10 }), 400, 'illegal_argument_exception', /Result window is too large/);
      await refused(search({ size: -2 }), 400);

      assert.equal((await search({ track_total_hits: false })).hits.total, undefined);
      assert.deepEqual((await search({ track_total_hits: 3 })).hits.total, { value: 3, relation: 'gte' });
      assert.deepEqual((await search({ track_total_hits: true })).hits.total, { value: 6, relation: 'eq' });
    },

    async parts() {
      const search = await finder('js-r-parts');
      const source = async (_source) => (await search({ query: { ids: { values: ['1'] } }, _source })).hits.hits[0]._source;
      assert.equal(await source(false), undefined);
      assert.deepEqual(await source(['price', 'maker.name']), { price: 45000, maker: { name: 'Han' } });
      assert.deepEqual(await source('maker.*'), { maker: { name: 'Han', country: 'KR' } });
      assert.deepEqual(await source({ includes: ['maker', 'price'], excludes: ['*.country'] }), { price: 45000, maker: { name: 'Han' } });
      const chosen = await search({
        query: { match: { name: '키보드' } },
        post_filter: { term: { tags: 'wireless' } },
        aggs: { all: { terms: { field: 'tags' } } },
      });
      assert.deepEqual([ids(chosen), chosen.hits.total.value], [['1'], 1]);
      assert.equal(chosen.aggregations.all.buckets[0].doc_count, 2);
    },

    async highlighted() {
      const search = await finder('js-r-highlighted');
      const marks = async (query, highlight) => (await search({ query, highlight })).hits.hits.map((hit) => hit.highlight);
      const korean = await marks({ match: { name: '키보드' } }, { type: 'plain', fields: { name: {} } });
      assert.deepEqual(sorted(korean.flatMap((one) => one.name)), ['기계식 <em>키보드</em>', '무선 <em>키보드</em>']);
      for (const type of [undefined, 'plain']) {
        const english = await marks({ match: { name_en: 'keyboards' } }, { type, fields: { name_en: {} }, pre_tags: ['<b>'], post_tags: ['</b>'] });
        assert.deepEqual(sorted(english.flatMap((one) => one.name_en)), ['Mechanical <b>Keyboard</b>', 'Wireless <b>Keyboard</b>']);
      }
      const several = await marks(
        { multi_match: { query: 'wireless 마우스', fields: ['name', 'name_en'], type: 'most_fields' } },
        { fields: { 'name*': { number_of_fragments: 0 } } },
      );
      assert.deepEqual(several[0], { name: ['무선 <em>마우스</em>'], name_en: ['<em>Wireless</em> Mouse'] });
      assert.deepEqual(await marks({ term: { category: 'accessory' } }, { fields: { name: {} } }), [undefined]);
      await client.index({ index: 'js-r-long', id: '1', document: { text: `${'lorem ipsum '.repeat(40)}needle ${'dolor sit '.repeat(40)}` }, refresh: true });
      const long = await client.search({
        index: 'js-r-long',
        query: { match: { text: 'needle' } },
        highlight: { type: 'plain', fragment_size: 40, number_of_fragments: 1, fields: { text: {} } },
      });
      const [fragment] = long.hits.hits[0].highlight.text;
      assert.match(fragment, /<em>needle<\/em>/);
      assert.ok(fragment.length < 120, fragment);
    },

    async suggested() {
      const search = await finder('js-r-suggested');
      const { suggest } = await search({
        size: 0,
        suggest: { text: 'wireles keybord mouse', corrected: { term: { field: 'name_en.std' } } },
      });
      assert.deepEqual(suggest.corrected.map(({ text, offset, length }) => [text, offset, length]), [['wireles', 0, 7], ['keybord', 8, 7], ['mouse', 16, 5]]);
      const [wireless, keyboard, mouse] = suggest.corrected.map((entry) => entry.options);
      assert.deepEqual(wireless.map((option) => option.text), ['wireless']);
      assert.deepEqual(keyboard.map((option) => [option.text, option.freq]), [['keyboard', 2]]);
      assert.ok(Math.abs(keyboard[0].score - (1 - 1 / 7)) < 1e-6);
      assert.deepEqual(mouse, []);
      const always = await search({ suggest: { s: { text: 'mouse', term: { field: 'name_en.std', suggest_mode: 'always', min_word_length: 3, size: 1 } } } });
      assert.equal(always.suggest.s[0].text, 'mouse');
      await refused(search({ suggest: { s: { text: 'x', completion: { field: 'name' } } } }), 400);
      const collapsed = await refused(search({ collapse: { field: 'category' } }), 400);
      assert.match(collapsed.body.error.reason, /collapse/);
    },
  };
};
