import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('navigator', { language: 'ko-KR' });
vi.stubGlobal('window', { storefront: { paymentWindow: 'http://pg.test/checkout', dashboard: null, development: false } });
vi.stubGlobal('location', new URL('http://shop.test/search?q=a'));
vi.stubGlobal('addEventListener', () => undefined);

const { formats } = await import('./i18n');
const { described } = await import('./i18n/description');
const { enPages, koPages } = await import('./i18n/pages');
const { countPieces, mostPieces, withQuantity } = await import('./state/cart');
const { artOf } = await import('./art/ProductArt');
const { glyphs, picked } = await import('./art/glyphs');
const { pagesAround } = await import('./pages/Listing');
const { priceText } = await import('./pages/Facets');
const { safeReturn } = await import('./pages/Account');
const { plain } = await import('./app/parts');
const { withQuery } = await import('./app/router');
const { orderKey, paymentWindow } = await import('./api/checkout');
const { idOfKey } = await import('./api/upload');

describe('formats', () => {
  it('speak Korean and English', () => {
    const [ko, en] = [formats('ko'), formats('en')];
    expect([ko.won(1863900), en.won(1863900)]).toEqual(['1,863,900원', '₩1,863,900']);
    expect([ko.bytes(0), ko.bytes(1536), ko.bytes(2 * 1024 ** 3)]).toEqual(['0 B', '1.5 KB', '2 GB']);
    expect([ko.named({ name: '가', nameEn: 'A' }), en.named({ name: '가', nameEn: 'A' })]).toEqual(['가', 'A']);
  });

  it('have no text that is empty in one language', () => {
    const texts = (of: object): unknown[] => Object.values(of).flatMap((value) => (typeof value === 'object' && value !== null ? texts(value) : [value]));
    for (const set of [formats('ko').t, formats('en').t, koPages, enPages]) expect(texts(set).filter((text) => text === '')).toEqual([]);
  });

  it('show the part of a description that is in the language', () => {
    const both = '한빛의 노트북. 가볍고 오래갑니다. Laptop by Hanbit. Light.';
    expect([described(both, 'ko'), described(both, 'en')]).toEqual(['한빛의 노트북. 가볍고 오래갑니다.', 'Laptop by Hanbit. Light.']);
    expect([described('Only English.', 'ko'), described('우리말만.', 'en')]).toEqual(['Only English.', '우리말만.']);
  });

  it('show prices of facets', () => {
    const ko = formats('ko');
    expect(priceText({ minPrice: null, maxPrice: 9999, count: 1 }, ko)).toBe('10,000원 미만');
    expect(priceText({ minPrice: 10000, maxPrice: 49999, count: 1 }, ko)).toBe('10,000원 ~ 50,000원');
    expect(priceText({ minPrice: 1000000, maxPrice: null, count: 1 }, ko)).toBe('1,000,000원 이상');
  });

  it('show what was found as text', () => {
    expect(plain('a &amp; b &lt;script&gt; &#x27;c&#x27; &unknown;')).toBe("a & b <script> 'c' &unknown;");
  });
});

describe('the cart', () => {
  it('adds, changes and takes away', () => {
    const one = withQuantity([], 1, 2);
    const two = withQuantity(one, 2, 1);
    expect(two).toEqual([{ productId: 1, quantity: 2 }, { productId: 2, quantity: 1 }]);
    expect(withQuantity(two, 1, 5)[0]).toEqual({ productId: 1, quantity: 5 });
    expect(withQuantity(two, 1, 0)).toEqual([{ productId: 2, quantity: 1 }]);
    expect(withQuantity([], 1, 1000)[0]?.quantity).toBe(mostPieces);
    expect(countPieces(two)).toBe(3);
  });
});

describe('an order', () => {
  const order = { id: 'o-1', status: 'PENDING' as const, total: 5000, paymentId: null, createdAt: '', updatedAt: '', expiresAt: '', items: [{ productId: 1, name: '텀블러', unitPrice: 2500, quantity: 1, amount: 2500 }, { productId: 2, name: '컵', unitPrice: 2500, quantity: 1, amount: 2500 }] };

  it('is paid in the window of the payment gateway, which sends back here', () => {
    const url = new URL(paymentWindow(order, 'ko', 'http://shop.test', 'http://pg.test/checkout'));
    expect(url.origin + url.pathname).toBe('http://pg.test/checkout');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      orderId: 'o-1', amount: '5000', orderName: '텀블러 외 1건', successUrl: 'http://shop.test/pay/success', failUrl: 'http://shop.test/pay/fail', lang: 'ko',
    });
  });

  it('keeps its key while the cart is the same', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
    const lines = [{ productId: 1, quantity: 1 }, { productId: 2, quantity: 3 }];
    const key = orderKey(lines);
    expect(orderKey([...lines].reverse())).toBe(key);
    expect(orderKey(withQuantity(lines, 1, 2))).not.toBe(key);
  });
});

describe('addresses', () => {
  it('change in part', () => {
    const place = { path: '/search', query: new URLSearchParams('q=a&page=3') };
    expect(withQuery(place, { page: null, sort: 'price' })).toBe('/search?q=a&sort=price');
    expect(withQuery(place, { page: null, q: null })).toBe('/search');
  });

  it('lead back into the shop only', () => {
    expect(safeReturn('/checkout')).toBe('/checkout');
    for (const bad of [null, '//evil.test', '/\\evil.test', 'http://evil.test', 'javascript:alert(1)']) expect(safeReturn(bad)).toBe('/');
  });

  it('of pages show the ends and the neighbours', () => {
    expect(pagesAround(1, 1)).toEqual([1]);
    expect(pagesAround(6, 20)).toEqual([1, 4, 5, 6, 7, 8, 20]);
    expect(pagesAround(20, 20)).toEqual([1, 18, 19, 20]);
  });

  it('hold the id of a file', () => {
    expect(idOfKey('uploads/5f0cb9a8-1111-4222-8333-444455556666.pdf')).toBe('5f0cb9a8-1111-4222-8333-444455556666');
    expect(idOfKey('nothing')).toBe('');
  });
});

describe('pictures', () => {
  it('are the same each time and there for everything', () => {
    expect(artOf(7, 'laptops')).toEqual(artOf(7, 'laptops'));
    expect(artOf(1, 'a new category').glyph).toContain('<path');
    for (const [category, choices] of Object.entries(picked)) for (const choice of choices) expect(glyphs[category]?.[Number(choice)], category).toBeTruthy();
  });
});
