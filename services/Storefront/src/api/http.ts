import { now, Span, type SpanContext, SpanKind } from '../telemetry/tracer';
import type { EarlyRequest } from './early';

/** An answer that is no success, or none at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problem: Record<string, unknown> = {},
  ) {
    super(message);
  }

  /** Whether the same may succeed a moment later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

export interface Question {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The span that this is part of. */
  span?: SpanContext;
  signal?: AbortSignal;
}

let token: string | null = null;
let signedOut: () => void = () => undefined;

export function setToken(value: string | null, whenRefused: () => void): void {
  token = value;
  signedOut = whenRefused;
}

export async function ask<T>(path: string, question: Question = {}): Promise<T> {
  const method = question.method ?? 'GET';
  const early = method === 'GET' ? takeEarly(path) : undefined;
  const span = begin(method, path, question.span, early);
  try {
    const response = await (early?.answer ?? fetch(path, init(method, question, span)));
    span.attributes['http.response.status_code'] = response.status;
    if (!response.ok) throw await refusal(response);
    const answer = response.status === 204 ? undefined : await response.json();
    span.end();
    return answer as T;
  } catch (error) {
    throw ended(span, error);
  }
}

/** A span for a call that something else than fetch makes. */
export function begin(method: string, path: string, parent?: SpanContext, early?: EarlyRequest): Span {
  const route = path.split('?')[0] ?? path;
  const attributes = {
    'http.request.method': method,
    'url.full': new URL(path, location.href).href,
    // Who answers; the address is the shop's own, which only hands on.
    'peer.service': 'gateway',
  };
  return new Span(`${method} ${route.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+\b/g, '{id}')}`, SpanKind.client, parent, attributes, early ?? { start: now() });
}

function init(method: string, question: Question, span: Span): RequestInit {
  const headers: Record<string, string> = { traceparent: span.traceparent, ...question.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (question.body !== undefined) headers['Content-Type'] = 'application/json';
  return { method, headers, body: question.body === undefined ? undefined : JSON.stringify(question.body), signal: question.signal };
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.status === 401 && token) signedOut();
  return new ApiError(response.status, String(problem.code ?? response.status), String(problem.detail ?? problem.title ?? response.statusText), problem);
}

function ended(span: Span, error: unknown): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') {
    span.attributes['error.type'] = 'aborted';
    span.end();
    return error;
  }
  const failed = error instanceof ApiError ? error : new ApiError(0, 'unreachable', error instanceof Error ? error.message : String(error));
  span.attributes['error.type'] = failed.status ? String(failed.status) : failed.code;
  span.end(failed.message);
  return failed;
}

function takeEarly(path: string): EarlyRequest | undefined {
  const index = window.early?.findIndex((request) => request.url === path) ?? -1;
  return index < 0 ? undefined : window.early?.splice(index, 1)[0];
}
