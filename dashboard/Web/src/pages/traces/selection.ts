/** A rectangle of the scatter: times in milliseconds since 1970, durations in milliseconds. */
export interface Selection {
  from: number;
  to: number;
  low: number;
  high: number;
}

export function formatSelection({ from, to, low, high }: Selection): string {
  return [Math.floor(from), Math.ceil(to), round(Math.max(0, low)), round(high)].join('_');
}

export function parseSelection(text: string): Selection | null {
  const [from, to, low, high] = text.split('_').map(Number);
  return text !== '' && [from, to, low, high].every((each) => each !== undefined && Number.isFinite(each)) && to! >= from! && high! >= low!
    ? { from: from!, to: to!, low: low!, high: high! }
    : null;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
