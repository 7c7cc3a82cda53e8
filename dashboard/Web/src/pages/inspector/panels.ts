import type { Inspection, Panel, PanelId, PanelLine } from './api';

/** The lines of a table's cell: parts that add up are one line, "most" and the working set stand for themselves. */
export function summaryOf(panel: Panel): PanelLine[] {
  const apart = panel.lines.filter((line) => line.name === 'most' || line.name === 'working set' || line.name === 'waiting');
  const parts = panel.lines.filter((line) => !apart.includes(line));
  const length = panel.lines[0]?.values.length ?? 0;
  const sum = Array.from({ length }, (_, index) => {
    let total: number | null = null;
    for (const part of parts) {
      const value = part.values[index] ?? null;
      if (value !== null) total = (total ?? 0) + value;
    }
    return total;
  });
  return [{ name: panel.id, values: sum }, ...apart.filter((line) => line.name !== 'most')];
}

/** The newest value that is known, but none older than a few buckets. */
export function newest(values: readonly (number | null)[]): number | null {
  for (let index = values.length - 1; index >= Math.max(0, values.length - 30); index--) {
    const value = values[index];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

/** The highest value of a panel over all replicas, so that they share a scale. */
export function highestOf(inspection: Inspection, id: PanelId): number {
  let highest = 0;
  for (const service of inspection.items)
    for (const instance of service.instances)
      for (const panel of instance.panels)
        if (panel.id === id) for (const line of summaryOf(panel)) for (const value of line.values) if (value !== null && value > highest) highest = value;
  return highest;
}

/** .NET's processor time in cores and pauses in seconds a second read best as shares. */
export function readable(unit: string): { unit: string; factor: number } {
  switch (unit) {
    case '{core}':
    case 's/s':
      return { unit: '%', factor: 100 };
    case '1/s':
      return { unit: '/s', factor: 1 };
    default:
      return { unit, factor: 1 };
  }
}
