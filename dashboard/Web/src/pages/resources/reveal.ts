import { post } from '@/api';

/** Asks the host for a value that snapshots mask; the host logs the asking. */
export async function reveal(resourceId: string, kind: 'environment' | 'property' | 'parameter' | 'connectionString', name: string): Promise<string | null> {
  return (await post<{ value: string | null }>('/api/reveal', { resourceId, kind, name })).value;
}
