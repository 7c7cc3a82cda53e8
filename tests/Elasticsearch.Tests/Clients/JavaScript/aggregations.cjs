// Aggregations over six products, with their exact numbers.
const withProducts = require('./products.cjs');

module.exports = ({ assert, client, refused }) => {
  const aggregator = async (index) => {
    await withProducts(client, index);
    return async (aggs, query) => (await client.search({ index, size: 0, aggs, query })).aggregations;
  };
  const counts = (aggregation) => aggregation.buckets.map((bucket) => [bucket.key, bucket.doc_count]);

  return {
    async terms() {
      const index = 'js-a-terms';
      const aggregate = await aggregator(index);
      const answer = await aggregate({
        category: { terms: { field: 'category' }, aggs: { price: { avg: { field: 'price' } }, dearest: { max: { field: 'price' } } } },
        top: { terms: { field: 'category', size: 1 } },
        dear: { terms: { field: 'category', order: { price: 'desc' } }, aggs: { price: { avg: { field: 'price' } } } },
        named: { terms: { field: 'category', order: { _key: 'asc' } } },
        tags: { terms: { field: 'tags', min_doc_count: 2 } },
        sale: { terms: { field: 'on_sale' } },
        rating: { terms: { field: 'rating', missing: 0, order: { _key: 'asc' }, size: 2 } },
      });
      assert.deepEqual(counts(answer.category), [['input', 3], ['display', 2], ['accessory', 1]]);
      assert.deepEqual([answer.category.doc_count_error_upper_bound, answer.category.sum_other_doc_count], [0, 0]);
      assert.ok(Math.abs(answer.category.buckets[0].price.value - 190000 / 3) < 1e-6);
      assert.equal(answer.category.buckets[1].dearest.value, 350000);
      assert.deepEqual([counts(answer.top), answer.top.sum_other_doc_count], [[['input', 3]], 3]);
      assert.deepEqual(answer.dear.buckets.map((bucket) => bucket.key), ['display', 'input', 'accessory']);
      assert.deepEqual(answer.named.buckets.map((bucket) => bucket.key), ['accessory', 'display', 'input']);
      assert.deepEqual(counts(answer.tags), [['keyboard', 2], ['wireless', 2]]);
      assert.deepEqual(answer.sale.buckets.map(({ key, key_as_string, doc_count }) => [key, key_as_string, doc_count]), [[0, 'false', 3], [1, 'true', 3]]);
      assert.deepEqual(counts(answer.rating), [[0, 1], [2.5, 1]]);
      const { category } = await aggregate({ category: { terms: { field: 'category' } } }, { term: { on_sale: true } });
      assert.deepEqual(counts(category), [['input', 2], ['accessory', 1]]);
      assert.deepEqual((await aggregate({ none: { terms: { field: 'nowhere' } } })).none.buckets, []);
      await refused(client.search({ index, aggs: { x: { terms: { field: 'name_en' } } } }), 400, 'illegal_argument_exception', /Fielddata is disabled/);
    },

    async ranges() {
      const aggregate = await aggregator('js-a-ranges');
      const ranges = [{ to: 30000 }, { from: 30000, to: 100000 }, { from: 100000, key: 'dear' }];
      const answer = await aggregate({
        price: { range: { field: 'price', ranges }, aggs: { rated: { value_count: { field: 'rating' } } } },
        keyed: { range: { field: 'price', keyed: true, ranges } },
      });
      assert.deepEqual(answer.price.buckets, [
        { key: '*-30000.0', to: 30000, doc_count: 2, rated: { value: 2 } },
        { key: '30000.0-100000.0', from: 30000, to: 100000, doc_count: 2, rated: { value: 2 } },
        { key: 'dear', from: 100000, doc_count: 2, rated: { value: 1 } },
      ]);
      assert.deepEqual(Object.keys(answer.keyed.buckets), ['*-30000.0', '30000.0-100000.0', 'dear']);
    },

    async histograms() {
      const aggregate = await aggregator('js-a-histograms');
      const answer = await aggregate({
        price: { histogram: { field: 'price', interval: 100000 } },
        filled: { histogram: { field: 'price', interval: 100000, min_doc_count: 1 } },
        months: { date_histogram: { field: 'created', calendar_interval: 'month' }, aggs: { sum: { sum: { field: 'price' } } } },
        formatted: { date_histogram: { field: 'created', calendar_interval: 'month', format: 'yyyy-MM' } },
        days: { date_histogram: { field: 'created', fixed_interval: '1d', min_doc_count: 1 } },
        seoul: { date_histogram: { field: 'created', calendar_interval: 'day', time_zone: 'Asia/Seoul', min_doc_count: 1, format: 'yyyy-MM-dd' } },
      });
      assert.deepEqual(counts(answer.price), [[0, 4], [100000, 1], [200000, 0], [300000, 1]]);
      assert.deepEqual(counts(answer.filled), [[0, 4], [100000, 1], [300000, 1]]);
      assert.deepEqual(counts(answer.months), [
        [Date.UTC(2024, 0), 1], [Date.UTC(2024, 1), 1], [Date.UTC(2024, 2), 2], [Date.UTC(2024, 3), 2],
      ]);
      assert.equal(answer.months.buckets[0].key_as_string, '2024-01-01T00:00:00.000Z');
      assert.equal(answer.months.buckets[2].sum.value, 180000);
      assert.deepEqual(answer.formatted.buckets.map((bucket) => bucket.key_as_string), ['2024-01', '2024-02', '2024-03', '2024-04']);
      assert.equal(answer.days.buckets.length, 6);
      assert.equal(answer.seoul.buckets.at(-1).key_as_string, '2024-05-01');
    },

    async filters() {
      const aggregate = await aggregator('js-a-filters');
      const answer = await aggregate({
        sale: { filter: { term: { on_sale: true } }, aggs: { price: { sum: { field: 'price' } } } },
        named: { filters: { filters: { input: { term: { category: 'input' } }, cheap: { range: { price: { lt: 30000 } } } }, other_bucket_key: 'rest' } },
        listed: { filters: { filters: [{ match: { name: '키보드' } }, { match_none: {} }] } },
      });
      assert.deepEqual(answer.sale, { doc_count: 3, price: { value: 180000 } });
      assert.deepEqual(answer.named.buckets, { input: { doc_count: 3 }, cheap: { doc_count: 2 }, rest: { doc_count: 2 } });
      assert.deepEqual(answer.listed.buckets, [{ doc_count: 2 }, { doc_count: 0 }]);
    },

    async metrics() {
      const index = 'js-a-metrics';
      const aggregate = await aggregator(index);
      const all = {
        min: { min: { field: 'price' } }, max: { max: { field: 'price' } }, avg: { avg: { field: 'rating' } }, sum: { sum: { field: 'price' } },
        stats: { stats: { field: 'price' } }, count: { value_count: { field: 'rating' } }, kinds: { cardinality: { field: 'tags' } },
        latest: { max: { field: 'created' } }, missing: { avg: { field: 'rating', missing: 0 } },
      };
      const answer = await aggregate(all);
      assert.deepEqual([answer.min.value, answer.max.value, answer.sum.value], [15000, 350000, 615000]);
      assert.ok(Math.abs(answer.avg.value - 3.86) < 1e-6);
      assert.deepEqual(answer.stats, { count: 6, min: 15000, max: 350000, avg: 102500, sum: 615000 });
      assert.deepEqual([answer.count.value, answer.kinds.value], [5, 6]);
      assert.deepEqual(answer.latest, { value: Date.UTC(2024, 3, 30, 23, 59, 59), value_as_string: '2024-04-30T23:59:59.000Z' });
      assert.ok(Math.abs(answer.missing.value - 19.3 / 6) < 1e-6);
      const none = await aggregate(all, { match_none: {} });
      assert.deepEqual([none.min.value, none.avg.value, none.sum.value, none.count.value, none.kinds.value], [null, null, 0, 0, 0]);
      assert.deepEqual(none.stats, { count: 0, min: null, max: null, avg: null, sum: 0 });
      await refused(client.search({ index, aggs: { x: { frobnicate: {} } } }), 400, 'parsing_exception', /[Uu]nknown aggregation type \[frobnicate\]/);
    },

    async nested() {
      const aggregate = await aggregator('js-a-nested');
      const { category } = await aggregate({
        category: {
          terms: { field: 'category' },
          aggs: { months: { date_histogram: { field: 'created', calendar_interval: 'month' }, aggs: { sale: { filter: { term: { on_sale: true } } } } } },
        },
      });
      assert.deepEqual(category.buckets[0].months.buckets.map((bucket) => bucket.sale.doc_count), [1, 0, 1]);
    },
  };
};
