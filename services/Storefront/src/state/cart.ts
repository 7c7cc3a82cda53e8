import { ask } from '../api/http';
import type { CartLine } from '../api/types';
import { traced } from '../telemetry/tracer';
import { onSession, type Session, session } from './session';
import { kept, Store } from './store';

/** The cart: the shopper's own at the server; who is not signed in has one in the browser, which is added at the next sign-in. */
export const cart = new Store<CartLine[]>(kept.read<CartLine[]>('cart') ?? []);

/** False while a shopper's own cart is still on its way. */
export const cartKnown = new Store(true);

export const mostPieces = 99;

const again = 2000;

export const countPieces = (lines: CartLine[]): number => lines.reduce((sum, line) => sum + line.quantity, 0);

/** The lines with that many pieces of a product; none takes it away. */
export function withQuantity(lines: CartLine[], productId: number, quantity: number): CartLine[] {
  const pieces = Math.min(quantity, mostPieces);
  if (pieces <= 0) return lines.filter((line) => line.productId !== productId);
  return lines.some((line) => line.productId === productId)
    ? lines.map((line) => (line.productId === productId ? { productId, quantity: pieces } : line))
    : [...lines, { productId, quantity: pieces }];
}

export const quantityOf = (productId: number): number => cart.get().find((line) => line.productId === productId)?.quantity ?? 0;

export const addToCart = (productId: number, pieces: number): Promise<void> => setQuantity(productId, quantityOf(productId) + pieces);

export function setQuantity(productId: number, quantity: number): Promise<void> {
  return traced('cart', { 'app.product.id': productId, 'app.cart.quantity': quantity }, async (span) => {
    const before = cart.get();
    const after = withQuantity(before, productId, quantity);
    // Shown at once; taken back if the server refuses.
    cart.set(after);
    if (!session.get()) {
      kept.write('cart', after);
      return;
    }
    try {
      const pieces = after.find((line) => line.productId === productId)?.quantity;
      await (pieces === undefined
        ? ask(`/api/v1/cart/items/${productId}`, { method: 'DELETE', span })
        : ask(`/api/v1/cart/items/${productId}`, { method: 'PUT', body: { quantity: pieces }, span }));
    } catch (error) {
      cart.set(before);
      throw error;
    }
  });
}

export async function loadCart(): Promise<void> {
  cart.set((await ask<{ items: CartLine[] }>('/api/v1/cart')).items);
}

/** A line leaves the browser's cart when the server has it: who closes the page in between loses nothing. */
async function mergeGuestCart(): Promise<void> {
  const guest = kept.read<CartLine[]>('cart') ?? [];
  for (const [index, line] of guest.entries()) {
    await setQuantity(line.productId, Math.max(quantityOf(line.productId), line.quantity));
    kept.write('cart', index + 1 < guest.length ? guest.slice(index + 1) : null);
  }
}

async function follow(now: Session | null): Promise<void> {
  if (!now) {
    cart.set(kept.read<CartLine[]>('cart') ?? []);
    cartKnown.set(true);
    return;
  }
  cartKnown.set(false);
  try {
    await loadCart();
    await mergeGuestCart();
    cartKnown.set(true);
  } catch {
    // Empty would be a lie: it stays unknown until the server says.
    setTimeout(() => session.get() === now && void follow(now), again);
  }
}

onSession((now) => void follow(now));
