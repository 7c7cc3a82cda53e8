import { get } from '@/api/client';
import { createStore } from './store';

export interface Session {
  application: string;
  version: string;
  instance: string;
  secured: boolean;
  warnings: string[];
}

/** What the server says of itself; null until it has. */
export const session = createStore<Session | null>(null);

export async function loadSession(): Promise<Session> {
  const answer = await get<Session>('/api/session');
  session.set(answer);
  return answer;
}
