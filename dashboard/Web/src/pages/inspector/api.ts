export type PanelId =
  | 'cpu'
  | 'heap'
  | 'allocation'
  | 'gc'
  | 'pause'
  | 'threads'
  | 'queue'
  | 'exceptions'
  | 'database'
  | 'outgoing'
  | 'incoming'
  | 'requests';

export interface PanelLine {
  name: string;
  values: (number | null)[];
}

export interface Panel {
  id: PanelId;
  unit: string;
  lines: PanelLine[];
}

export interface Instance {
  id: string;
  panels: Panel[];
}

export interface Service {
  name: string;
  instances: Instance[];
}

export interface Inspection {
  from: number;
  to: number;
  step: number;
  times: number[];
  items: Service[];
}

/** In the order in which one looks at them. */
export const panelIds: readonly PanelId[] = [
  'cpu',
  'heap',
  'allocation',
  'gc',
  'pause',
  'threads',
  'queue',
  'exceptions',
  'database',
  'outgoing',
  'incoming',
  'requests',
];
