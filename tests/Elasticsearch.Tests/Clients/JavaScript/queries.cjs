// Every kind of query, each with what it must find among six products.
const withProducts = require('./products.cjs');

module.exports = ({ assert, client, refused, raw, ids, sorted }) => {
  const finder = async (index) => {
    await withProducts(client, index);
    const search = (query, more = {}) => client.search({ index, query, ...more });
    const finds = async (query, expected) => assert.deepEqual(sorted(ids(await search(query))), expected, JSON.stringify(query));
    const first = async (query, expected) => assert.equal(ids(await search(query))[0], expected, JSON.stringify(query));
    return { index, search, finds, first };
  };

  return {
    async all() {
      const { finds, search } = await finder('js-q-all');
      await finds({ match_all: {} }, ['1', '2', '3', '4', '5', '6']);
      await finds({ match_none: {} }, []);
      await finds({ ids: { values: ['1', '6', '99'] } }, ['1', '6']);
      const answer = await search({ match_all: {} });
      assert.deepEqual([answer.timed_out, answer._shards.failed, answer.hits.max_score], [false, 0, 1]);
      assert.deepEqual(answer.hits.total, { value: 6, relation: 'eq' });
      assert.equal(typeof answer.took, 'number');
      assert.equal(answer.hits.hits[0]._index, 'js-q-all');
      assert.equal((await search({ match_all: { boost: 2.5 } })).hits.max_score, 2.5);
    },

    async match() {
      const { finds, first } = await finder('js-q-match');
      await finds({ match: { name: '키보드' } }, ['1', '3']);
      await finds({ match: { name: '무선 키보드' } }, ['1', '2', '3']);
      await first({ match: { name: '무선 키보드' } }, '1');
      await finds({ match: { name: { query: '무선 키보드', operator: 'and' } } }, ['1']);
      await finds({ match: { name_en: 'keyboards' } }, ['1', '3']);
      await finds({ match: { name_en: 'RUN' } }, ['6']);
      await finds({ match: { 'name_en.std': 'keyboards' } }, []);
      await finds({ match: { 'name_en.std': { query: 'wireles', fuzziness: 'AUTO' } } }, ['1', '2']);
      await finds({ match: { 'name_en.std': { query: 'mosue', fuzziness: 1 } } }, ['2']);
      await finds({ match: { 'name_en.std': { query: 'mosue', fuzziness: 0 } } }, []);
      await finds({ match: { 'name_en.std': { query: 'wireless keyboard mouse', minimum_should_match: 2 } } }, ['1', '2']);
      await finds({ match: { 'name_en.std': { query: 'wireless keyboard mouse', minimum_should_match: '67%' } } }, ['1', '2']);
      await finds({ match: { price: 45000 } }, ['1']);
      await finds({ match: { name_en: 'the' } }, []);
      await finds({ match: { name_en: { query: 'the', zero_terms_query: 'all' } } }, ['1', '2', '3', '4', '5', '6']);
      await finds({ match: { nowhere: 'x' } }, []);
    },

    async phrases() {
      const { finds, first } = await finder('js-q-phrases');
      await finds({ match_phrase: { name_en: 'gaming monitor' } }, ['5']);
      await finds({ match_phrase: { name_en: 'monitor gaming' } }, []);
      await finds({ match_phrase: { name_en: { query: 'monitor gaming', slop: 2 } } }, ['5']);
      await finds({ match_phrase: { name: '키보드' } }, ['1', '3']);
      await finds({ match_phrase: { name: '보드키' } }, []);
      await finds({ match_phrase_prefix: { 'name_en.std': 'mechanical key' } }, ['3']);
      await finds({ match_phrase_prefix: { 'name_en.std': { query: 'wireless m', max_expansions: 5 } } }, ['2']);
      await finds({ match_bool_prefix: { 'name_en.std': 'keyboard wire' } }, ['1', '2', '3']);
      await first({ match_bool_prefix: { 'name_en.std': 'keyboard wire' } }, '1');
    },

    async fields() {
      const { finds, first, search } = await finder('js-q-fields');
      const multi = (query, type, fields = ['name^3', 'name_en'], more = {}) => ({ multi_match: { query, type, fields, ...more } });
      await finds(multi('monitor', 'best_fields'), ['4', '5']);
      await finds(multi('무선 mouse', 'most_fields'), ['1', '2']);
      await first(multi('무선 mouse', 'most_fields'), '2');
      await finds(multi('monitor arm', 'phrase'), ['4']);
      await finds(multi('wireless mo', 'bool_prefix', ['name', 'name_en.std']), ['1', '2', '4', '5']);
      await finds({ multi_match: { query: 'keyboards', fields: ['name*'] } }, ['1', '3']);
      await finds(multi('무선 키보드', 'best_fields', ['name', 'name_en'], { operator: 'and' }), ['1']);
      await finds(multi('keybord', undefined, ['name_en.std'], { fuzziness: 'AUTO' }), ['1', '3']);
      const plain = (await search(multi('키보드', 'best_fields', ['name']))).hits.max_score;
      const boosted = (await search(multi('키보드', 'best_fields', ['name^3']))).hits.max_score;
      assert.ok(Math.abs(boosted / plain - 3) < 0.001);
    },

    async terms() {
      const { finds } = await finder('js-q-terms');
      await finds({ term: { category: 'display' } }, ['4', '5']);
      await finds({ term: { category: { value: 'Display' } } }, []);
      await finds({ term: { tags: 'keyboard' } }, ['1', '3']);
      await finds({ term: { on_sale: true } }, ['1', '3', '6']);
      await finds({ term: { price: 45000 } }, ['1']);
      await finds({ term: { rating: 4.5 } }, ['1']);
      await finds({ term: { 'maker.country': 'US' } }, ['4', '5']);
      await finds({ term: { 'name.keyword': '무선 키보드' } }, ['1']);
      await finds({ terms: { category: ['display', 'accessory'] } }, ['4', '5', '6']);
      await finds({ terms: { price: [15000, 25000] } }, ['2', '6']);
      await finds({ exists: { field: 'rating' } }, ['1', '2', '3', '4', '6']);
      await finds({ exists: { field: 'tags' } }, ['1', '2', '3', '4', '5']);
      await finds({ exists: { field: 'maker' } }, ['1', '2', '3', '4', '5', '6']);
      await finds({ exists: { field: 'nowhere' } }, []);
      await finds({ prefix: { category: 'dis' } }, ['4', '5']);
      await finds({ prefix: { 'name_en.std': { value: 'mo' } } }, ['2', '4', '5']);
      await finds({ wildcard: { category: '*put' } }, ['1', '2', '3']);
      await finds({ wildcard: { category: { value: 'd?spl*' } } }, ['4', '5']);
    },

    async ranges() {
      const { finds, index } = await finder('js-q-ranges');
      await finds({ range: { price: { gte: 25000, lt: 60000 } } }, ['1', '2']);
      await finds({ range: { price: { gt: 25000, lte: 60000 } } }, ['1', '4']);
      await finds({ range: { rating: { gte: 4.5 } } }, ['1', '3']);
      await finds({ range: { category: { gte: 'd', lt: 'i' } } }, ['4', '5']);
      await finds({ range: { created: { gte: '2024-03-05', lte: '2024-03-20' } } }, ['3', '4']);
      await finds({ range: { created: { gte: '2024-03-20||/M', lt: '2024-03-20||+1M/M' } } }, ['3', '4']);
      await finds({ range: { created: { gt: '2024-04-30||/d' } } }, []);
      await finds({ range: { created: { gte: '2024-04-30||/d', lt: 'now' } } }, ['6']);
      await finds({ range: { created: { gte: 'now-1d' } } }, []);
      await finds({ range: { created: { gte: '15/01/2024', lte: '10/02/2024', format: 'dd/MM/yyyy' } } }, ['1', '2']);
      await finds({ range: { created: { gte: Date.UTC(2024, 3, 1) } } }, ['5', '6']);
      await finds({ range: { created: { gte: '2024-04-01T00:00:00', lte: '2024-04-01T09:00:00', time_zone: '+09:00' } } }, ['5']);
      await refused(client.search({ index, query: { range: { created: { gte: 'someday' } } } }), 400, 'parse_exception', /someday/);
      await refused(client.search({ index, query: { term: { price: 'cheap' } } }), 400, 'query_shard_exception', /failed to create query/);
    },

    async combined() {
      const { finds, first, search } = await finder('js-q-combined');
      await finds({ bool: { must: [{ match: { name: '키보드' } }], filter: [{ range: { price: { lt: 100000 } } }] } }, ['1']);
      await finds({ bool: { must_not: [{ term: { category: 'input' } }, { term: { on_sale: true } }] } }, ['4', '5']);
      await finds({ bool: { should: [{ term: { tags: 'mouse' } }, { term: { tags: 'arm' } }] } }, ['2', '4']);
      await finds({ bool: { filter: { term: { category: 'input' } }, should: [{ term: { tags: 'mouse' } }] } }, ['1', '2', '3']);
      await first({ bool: { filter: { term: { category: 'input' } }, should: [{ term: { tags: 'mouse' } }] } }, '2');
      await finds(
        { bool: { should: [{ term: { on_sale: true } }, { term: { category: 'input' } }, { term: { tags: 'wireless' } }], minimum_should_match: 2 } },
        ['1', '2', '3'],
      );
      await finds({ bool: {} }, ['1', '2', '3', '4', '5', '6']);
      await finds({ dis_max: { queries: [{ term: { tags: 'mouse' } }, { term: { category: 'accessory' } }], tie_breaker: 0.5 } }, ['2', '6']);
      const constant = await search({ constant_score: { filter: { term: { category: 'input' } }, boost: 2 } });
      assert.deepEqual(constant.hits.hits.map((hit) => hit._score), [2, 2, 2]);
      assert.equal((await search({ bool: { filter: { term: { category: 'input' } } } })).hits.max_score, 0);
    },

    async queryString() {
      const { finds } = await finder('js-q-string');
      const string = (query, more = {}) => ({ query_string: { query, ...more } });
      await finds(string('wireless AND NOT mouse', { default_field: 'name_en.std' }), ['1']);
      await finds(string('+wireless -mouse', { fields: ['name_en.std'] }), ['1']);
      await finds(string('wireless keyboard', { default_field: 'name_en.std' }), ['1', '2', '3']);
      await finds(string('wireless keyboard', { default_field: 'name_en.std', default_operator: 'AND' }), ['1']);
      await finds(string('"gaming monitor" OR category:accessory', { default_field: 'name_en.std' }), ['5', '6']);
      await finds(string('category:display AND (arm OR hub)', { default_field: 'name_en' }), ['4']);
      await finds(string('key*', { default_field: 'name_en.std' }), ['1', '3']);
      await finds(string('price:[20000 TO 50000]'), ['1', '2']);
      await finds(string('키보드', { fields: ['name', 'name_en'] }), ['1', '3']);
    },

    async refusals() {
      const { index } = await finder('js-q-refused');
      const fails = (query, type, reason) => refused(client.search({ index, query }), 400, type, reason);
      await fails({ mach: { name: 'x' } }, 'parsing_exception', /unknown query \[mach\]/);
      await fails({ match: { name: { query: 'x', frob: 1 } } }, 'parsing_exception', /\[match\] query does not support \[frob\]/);
      await fails({ match: { name: 'x' }, term: { category: 'y' } }, 'parsing_exception', /\[match\] malformed query, expected \[END_OBJECT\] but found \[FIELD_NAME\]/);
      await fails({ bool: { shall: [] } }, 'x_content_parse_exception', /\[bool\] unknown field \[shall\]/);
      await refused(client.transport.request({ method: 'POST', path: `/${index}/_search`, body: { frob: 1 } }), 400, 'parsing_exception', /frob/);
      const broken = await raw(`/${index}/_search`, { method: 'POST', body: '{"query":', headers: { 'content-type': 'application/json' } });
      assert.equal(broken.status, 400);
      // What Elasticsearch has and this engine has not says so by its name.
      for (const [name, query] of Object.entries({
        script: { script: { script: 'true' } },
        nested: { nested: { path: 'maker', query: { match_all: {} } } },
        function_score: { function_score: { query: { match_all: {} } } },
        cross_fields: { multi_match: { query: 'x', type: 'cross_fields', fields: ['name'] } },
      })) {
        const error = await refused(client.search({ index, query }), 400);
        assert.match(error.body.error.reason, new RegExp(name), JSON.stringify(error.body));
      }
    },
  };
};
