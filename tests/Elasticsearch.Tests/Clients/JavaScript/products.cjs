// Six products, which the scripts about searching look for.
const makers = { han: { name: 'Han', country: 'KR' }, byeol: { name: 'Byeol', country: 'KR' }, acme: { name: 'Acme Corp', country: 'US' } };
const products = {
  1: { name: '무선 키보드', name_en: 'Wireless Keyboard', category: 'input', price: 45000, rating: 4.5, on_sale: true, tags: ['wireless', 'keyboard'], created: '2024-01-15T09:00:00Z', maker: makers.han },
  2: { name: '무선 마우스', name_en: 'Wireless Mouse', category: 'input', price: 25000, rating: 4.0, on_sale: false, tags: ['wireless', 'mouse'], created: '2024-02-10T09:00:00Z', maker: makers.byeol },
  3: { name: '기계식 키보드', name_en: 'Mechanical Keyboard', category: 'input', price: 120000, rating: 4.8, on_sale: true, tags: ['keyboard'], created: '2024-03-05', maker: makers.han },
  4: { name: '모니터 암', name_en: 'Monitor Arm', category: 'display', price: 60000, rating: 3.5, on_sale: false, tags: ['arm'], created: '2024-03-20', maker: makers.acme },
  5: { name: '게이밍 모니터', name_en: 'Gaming Monitor 27 inch', category: 'display', price: 350000, on_sale: false, tags: ['monitor', 'gaming'], created: '2024-04-01', maker: makers.acme },
  6: { name: 'USB 허브', name_en: 'USB Hub for running laptops', category: 'accessory', price: 15000, rating: 2.5, on_sale: true, tags: [], created: '2024-04-30T23:59:59Z', maker: makers.byeol },
};
const mappings = {
  properties: {
    name: { type: 'text', analyzer: 'cjk', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
    name_en: { type: 'text', analyzer: 'english', fields: { std: { type: 'text' } } },
    category: { type: 'keyword' },
    price: { type: 'integer' },
    rating: { type: 'float' },
    on_sale: { type: 'boolean' },
    tags: { type: 'keyword' },
    created: { type: 'date' },
    maker: { properties: { name: { type: 'text', fields: { keyword: { type: 'keyword' } } }, country: { type: 'keyword' } } },
  },
};

// An index of its own for each part.
module.exports = async function withProducts(client, index) {
  await client.indices.create({ index, settings: { number_of_replicas: 0 }, mappings });
  const operations = Object.entries(products).flatMap(([_id, document]) => [{ index: { _id } }, document]);
  const done = await client.bulk({ index, operations, refresh: true });
  if (done.errors) throw new Error(JSON.stringify(done.items));
};
