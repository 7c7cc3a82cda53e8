import { expect, test } from 'vitest';
import { crumbsOf } from './paths';

test('databases and tables are a crumb each', () => {
  expect(crumbsOf('catalogdb/public/products').map((crumb) => crumb.name)).toEqual(['catalogdb', 'public', 'products']);
});

test('a prefix of keys falls into its parts, each a prefix itself', () => {
  expect(crumbsOf(`prefix/${encodeURIComponent('cart:1:')}`)).toEqual([
    { name: 'cart:', path: `prefix/${encodeURIComponent('cart:')}` },
    { name: '1:', path: `prefix/${encodeURIComponent('cart:1:')}` },
  ]);
});

test('a folder falls into its parts under its bucket', () => {
  expect(crumbsOf(`files/${encodeURIComponent('a/b/')}`)).toEqual([
    { name: 'files', path: 'files' },
    { name: 'a/', path: `files/${encodeURIComponent('a/')}` },
    { name: 'b/', path: `files/${encodeURIComponent('a/b/')}` },
  ]);
});

test('the store itself has none', () => {
  expect(crumbsOf('')).toEqual([]);
});
