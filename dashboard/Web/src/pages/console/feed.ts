import { ApiError, get } from '@/api';
import type { ConsoleItem, ConsolePage } from '@/api/resources';
import { began, onTick, reconnects } from '@/api/live';

export type ConsoleEntry = { kind: 'line'; id: number; item: ConsoleItem } | { kind: 'gap'; id: number; count: number; reason: 'behind' | 'dropped' };

export interface FeedState {
  entries: readonly ConsoleEntry[];
  /** Lines that came while paused. */
  waiting: number;
  loading: boolean;
  error: ApiError | null;
}

/** Lines kept by the page; the server keeps as many of each resource. */
export const mostLines = 10_000;
const first = 1000;
const pause = 200;

/** Lines that are read at once: as many as fit into half of a slow frame, for what comes with them has to fit as well. */
const [fewest, many] = [250, 4000];
const budget = 16;

type Fetch = (parameters: Record<string, number | string | undefined>) => Promise<ConsolePage>;

/** Appends, and forgets the oldest beyond the limit. Pure. */
export function append(entries: readonly ConsoleEntry[], page: readonly ConsoleItem[], gap: ConsoleEntry | null, limit = mostLines): readonly ConsoleEntry[] {
  if (page.length === 0 && gap === null) return entries;
  const lines = page.map((item): ConsoleEntry => ({ kind: 'line', id: item.id, item }));
  const next = gap === null ? entries.concat(lines) : entries.concat([gap], lines);
  return next.length > limit ? next.slice(next.length - limit) : next;
}

/** One console's lines, followed by ticks. What comes faster than it can be read is jumped over, and counted. */
export class ConsoleFeed {
  private state: FeedState = { entries: [], waiting: 0, loading: true, error: null };
  private readonly listeners = new Set<() => void>();
  private next: number | null = null;
  private paused = false;
  private running = false;
  private again = false;
  private stopped = false;
  private generation = 0;
  private batch = 1000;

  constructor(
    private readonly fetchPage: Fetch,
    private readonly filtered: boolean,
    private readonly clearedAt: number,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): FeedState => this.state;

  /** The id after which lines are new: what "clear" remembers. */
  get newest(): number {
    return this.next ?? 0;
  }

  start(): () => void {
    this.stopped = false;
    const stops = [onTick(['console'], this.wanted), reconnects.subscribe(this.restart), visible(this.wanted)];
    this.wanted();
    return () => {
      this.stopped = true;
      stops.forEach((stop) => stop());
    };
  }

  setPaused(paused: boolean): void {
    if (this.paused === paused) return;
    this.paused = paused;
    if (!paused) this.change({ waiting: 0 });
    this.wanted();
  }

  private readonly restart = (): void => {
    this.generation++;
    this.next = null;
    this.change({ entries: [], waiting: 0 });
    this.wanted();
  };

  private readonly wanted = (): void => {
    if (document.hidden && this.next !== null) return;
    if (this.running) this.again = true;
    else void this.read();
  };

  private change(part: Partial<FeedState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of [...this.listeners]) listener();
  }

  private async read(): Promise<void> {
    this.running = true;
    const end = began();
    try {
      if (this.next === null) await this.readFirst();
      else if (this.paused) await this.count();
      else await this.readNew();
      if (this.state.error) this.change({ error: null });
    } catch (error) {
      if (!this.stopped) this.change({ loading: false, error: error instanceof ApiError ? error : new ApiError(0, String(error), null) });
    } finally {
      end();
    }
    if (this.again && !this.stopped) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      this.again = false;
      if (!this.stopped) return this.read();
    }
    this.running = false;
  }

  private async readFirst(): Promise<void> {
    const mine = this.generation;
    const page = await this.fetchPage({ limit: first });
    if (this.stopped || mine !== this.generation) return;
    this.next = page.next;
    this.change({ entries: append([], this.visible(page.items), null), loading: false });
    const oldest = page.items[0]?.id;
    if (page.items.length < first || oldest === undefined) return;
    const before = await this.fetchPage({ before: oldest, limit: mostLines - first });
    if (this.stopped || mine !== this.generation) return;
    const older = this.visible(before.items).map((item): ConsoleEntry => ({ kind: 'line', id: item.id, item }));
    this.change({ entries: older.concat(this.state.entries).slice(-mostLines) });
  }

  private async readNew(): Promise<void> {
    const mine = this.generation;
    const after = this.next!;
    const page = await this.fetchPage({ after, limit: this.batch });
    if (this.stopped || mine !== this.generation) return;
    // Numbers that run backwards: the resource or the host began anew.
    if (page.next < after) return this.restart();
    const dropped: ConsoleEntry | null = page.dropped > 0 && !this.filtered ? { kind: 'gap', id: after, count: page.dropped, reason: 'dropped' } : null;
    if (page.remaining === 0) {
      this.next = page.next;
      this.append(page.items, dropped);
      return;
    }
    const newest = await this.fetchPage({ limit: Math.min(first, this.batch) });
    if (this.stopped || mine !== this.generation) return;
    this.next = newest.next;
    // What was read before the jump is shown as well; the gap lies between the two.
    const last = page.items.at(-1)?.id ?? after;
    const fresh = newest.items.filter((item) => item.id > last);
    const skipped = this.filtered ? page.remaining : (fresh[0]?.id ?? last + 1) - last - 1;
    const gap: ConsoleEntry | null = skipped > 0 ? { kind: 'gap', id: last, count: skipped, reason: 'behind' } : null;
    this.append(fresh, gap, append(this.state.entries, page.items, dropped));
  }

  /** Shows the lines, and learns from how long that took how many it may read the next time. */
  private append(items: readonly ConsoleItem[], gap: ConsoleEntry | null, before = this.state.entries): void {
    const began = performance.now();
    this.change({ entries: append(before, items, gap) });
    const took = performance.now() - began;
    if (took > budget) this.batch = Math.max(fewest, Math.floor(this.batch / 2));
    else if (took < budget / 2) this.batch = Math.min(many, Math.floor(this.batch * 1.3));
  }

  private async count(): Promise<void> {
    const page = await this.fetchPage({ after: this.next!, limit: 1 });
    if (this.paused && !this.stopped) this.change({ waiting: page.items.length + page.remaining + page.dropped });
  }

  private visible(items: readonly ConsoleItem[]): readonly ConsoleItem[] {
    return this.clearedAt === 0 || (this.next !== null && this.next < this.clearedAt) ? items : items.filter((item) => item.id > this.clearedAt);
  }
}

function visible(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

export function consolePath(resource: string | null): string {
  return resource === null ? '/api/console' : `/api/resources/${encodeURIComponent(resource)}/console`;
}

export function feedOf(resource: string | null, q: string, clearedAt: number): ConsoleFeed {
  return new ConsoleFeed((parameters) => get<ConsolePage>(consolePath(resource), { ...parameters, q }), q !== '', clearedAt);
}
