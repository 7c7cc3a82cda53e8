import { loginWanted, post, setSessionKey } from '@/api/client';

/** Exchanges the token for the key that requests carry. */
export async function login(token: string): Promise<void> {
  const { key } = await post<{ key: string }>('/api/login', { token });
  setSessionKey(key);
  loginWanted.set(false);
}

/** The token of `/login?t=…`, taken out of the URL at once: neither history nor a screenshot shall keep it. */
export function takeToken(): string | null {
  const url = new URL(window.location.href);
  if (url.pathname !== '/login') return null;
  const token = url.searchParams.get('t');
  url.searchParams.delete('t');
  const back = url.searchParams.get('returnUrl');
  url.searchParams.delete('returnUrl');
  const target = back?.startsWith('/') && !back.startsWith('//') ? back : '/';
  history.replaceState(null, '', token === null ? url.pathname + url.search : target);
  return token;
}
