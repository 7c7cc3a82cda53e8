import { ask, setToken } from '../api/http';
import type { Account } from '../api/types';
import { kept, Store } from './store';

export interface Session {
  token: string;
  account: Account;
  /** Milliseconds since 1970. */
  until: number;
}

const stored = kept.read<Session>('session');

export const session = new Store<Session | null>(null);

const followers = new Set<(session: Session | null) => void>();

export function onSession(call: (session: Session | null) => void): void {
  followers.add(call);
}

function change(next: Session | null): void {
  setToken(next?.token ?? null, () => change(null));
  kept.write('session', next);
  session.set(next);
  for (const call of followers) call(next);
}

/** Takes up the session of the last visit, once everybody listens. */
export function resumeSession(): void {
  if (stored && stored.until > Date.now()) change(stored);
}

export async function signIn(email: string, password: string): Promise<void> {
  const issued = await ask<{ access_token: string; expires_in: number }>('/api/v1/auth/login', { method: 'POST', body: { email, password } });
  const account = await ask<Account>('/api/v1/users/me', { headers: { Authorization: `Bearer ${issued.access_token}` } });
  change({ token: issued.access_token, account, until: Date.now() + issued.expires_in * 1000 });
}

export async function register(name: string, email: string, password: string): Promise<void> {
  await ask('/api/v1/auth/register', { method: 'POST', body: { name, email, password } });
  await signIn(email, password);
}

export const signOut = (): void => change(null);
