export interface Run {
  id: string;
  name: string;
  startedAt: number;
  /** Null while it goes on. */
  endedAt: number | null;
  isImported: boolean;
  isCurrent: boolean;
  bytes: number;
}

export interface RunList {
  items: Run[];
  /** False: there is no directory for runs, they go with the dashboard. */
  kept: boolean;
  problem: string | null;
  bytes: number;
  bytesLimit: number;
  runsLimit: number;
}

export const sorts = ['resources', 'console', 'traces', 'logs', 'metrics'] as const;
export type Sort = (typeof sorts)[number];

export interface ExportRow {
  resource: string;
  data: Sort[];
}

export interface Imported {
  id: string;
  spans: number;
  logs: number;
  metrics: number;
}
