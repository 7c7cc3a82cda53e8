import { createStore, load } from '@/app/store';
import { toSearch, type QueryParameters } from './parameters';

/** An answer that is none: the problem details of the server, or status 0 where there was no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
  ) {
    super(detail ? `${title}: ${detail}` : title);
    this.name = 'ApiError';
  }
}

const keyName = 'dashboard.key';

/** The key that the login gave; the pages without one are the login's. */
export const sessionKey = createStore<string | null>(load<string | null>(keyName, null));

export function setSessionKey(key: string | null): void {
  try {
    if (key === null) localStorage.removeItem(keyName);
    else localStorage.setItem(keyName, JSON.stringify(key));
  } catch {
    // Without storage the key lasts as long as the tab.
  }
  sessionKey.set(key);
}

/** True once the server has refused the key: the login page is shown. */
export const loginWanted = createStore(false);

// Another tab logged in, or out.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', (event) => {
    if (event.key !== keyName) return;
    sessionKey.set(load<string | null>(keyName, null));
    if (sessionKey.get() !== null) loginWanted.set(false);
  });
}

function withRun(parameters: QueryParameters): QueryParameters {
  const run = new URLSearchParams(window.location.search).get('run');
  return run === null ? parameters : { run, ...parameters };
}

/** Any request with the key; throws ApiError for what is no success. */
export async function send(method: string, path: string, parameters: QueryParameters, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = {};
  const key = sessionKey.get();
  if (key !== null) headers.Authorization = `Bearer ${key}`;
  const raw = body instanceof Blob || body instanceof ArrayBuffer || body instanceof FormData;
  if (body !== undefined && !raw) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path + toSearch(parameters, Date.now()), {
      method,
      headers,
      body: body === undefined ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
      signal,
      cache: 'no-store',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'No answer', null);
  }
  if (response.status === 401) loginWanted.set(true);
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as { title?: string; detail?: string };
    return new ApiError(response.status, body.title ?? response.statusText, body.detail ?? null);
  } catch {
    return new ApiError(response.status, response.statusText || `HTTP ${response.status}`, null);
  }
}

async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** GET of JSON. `?run=` of the page goes along: an old run is looked at with the same pages. */
export async function get<T>(path: string, parameters: QueryParameters = {}, signal?: AbortSignal): Promise<T> {
  return json<T>(await send('GET', path, withRun(parameters), undefined, signal));
}

export async function post<T>(path: string, body?: unknown, parameters: QueryParameters = {}): Promise<T> {
  return json<T>(await send('POST', path, parameters, body));
}

export async function put<T>(path: string, body?: unknown, parameters: QueryParameters = {}): Promise<T> {
  return json<T>(await send('PUT', path, parameters, body));
}

export async function remove<T>(path: string, parameters: QueryParameters = {}): Promise<T> {
  return json<T>(await send('DELETE', path, parameters));
}

/** Fetches with the key and hands the answer to the browser as a file. */
export async function download(path: string, name: string, parameters: QueryParameters = {}): Promise<void> {
  const response = await send('GET', path, withRun(parameters));
  saveAs(await response.blob(), name);
}

export function saveAs(content: Blob | string, name: string): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: 'text/plain;charset=utf-8' }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
