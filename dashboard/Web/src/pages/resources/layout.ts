/** Columns from callers to what they call, by the longest path; rows ordered by the middle of their neighbours: few crossings, and the same at each call. */
export function layered(names: readonly string[], edges: readonly (readonly [string, string])[]): Map<string, { x: number; y: number }> {
  const known = new Set(names);
  const out = new Map<string, string[]>(names.map((name) => [name, []]));
  const into = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [from, to] of edges) {
    if (!known.has(from) || !known.has(to) || from === to) continue;
    out.get(from)!.push(to);
    into.get(to)!.push(from);
  }
  const level = new Map<string, number>();
  const open = new Set<string>();
  const depth = (name: string): number => {
    const before = level.get(name);
    if (before !== undefined) return before;
    // References may be circular: whoever is reached twice stays where it was reached first.
    if (open.has(name)) return 0;
    open.add(name);
    const value = Math.max(0, ...into.get(name)!.map((caller) => (open.has(caller) ? 0 : depth(caller) + 1)));
    open.delete(name);
    level.set(name, value);
    return value;
  };
  for (const name of names) depth(name);
  const columns: string[][] = [];
  for (const name of [...names].sort()) (columns[level.get(name)!] ??= []).push(name);
  const order = new Map<string, number>();
  const place = () => columns.forEach((column) => column?.forEach((name, index) => order.set(name, index - (column.length - 1) / 2)));
  place();
  for (let round = 0; round < 6; round++) {
    const neighbours = round % 2 === 0 ? into : out;
    for (const column of columns) {
      if (!column) continue;
      const middle = new Map(column.map((name) => [name, mean(neighbours.get(name)!.map((each) => order.get(each) ?? 0)) ?? order.get(name)!]));
      column.sort((a, b) => middle.get(a)! - middle.get(b)! || a.localeCompare(b));
      column.forEach((name, index) => order.set(name, index - (column.length - 1) / 2));
    }
  }
  return new Map(names.map((name) => [name, { x: level.get(name)!, y: order.get(name)! }]));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
