/** So long before now, worked out when the request is made: a live range does not make a new query each second. */
export class Ago {
  constructor(readonly milliseconds: number) {}
}

export type QueryValue = string | number | boolean | Ago | null | undefined;
export type QueryParameters = Record<string, QueryValue>;

/** The query string of a request; empty values are left out. */
export function toSearch(parameters: QueryParameters, now: number): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === '' || value === false) continue;
    search.set(name, value instanceof Ago ? String(now - value.milliseconds) : String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same for parameters that mean the same. */
export function keyOf(path: string, parameters: QueryParameters): string {
  return path + JSON.stringify(Object.entries(parameters).map(([name, value]) => [name, value instanceof Ago ? `ago ${value.milliseconds}` : value]));
}
