import { describe, expect, it } from 'vitest';
import { pathOf } from './Sparkline';

describe('sparkline', () => {
  it('leaves gaps where nothing is known and marks what stands alone', () => {
    const path = pathOf([1, 2, null, 3, null], (value) => value);
    expect(path).toBe('M0.0 1.0h0.01M0.0 1.0L50.0 2.0M150.0 3.0h0.01M150.0 3.0');
  });
});
