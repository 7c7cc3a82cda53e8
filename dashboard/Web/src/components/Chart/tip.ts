import type uPlot from 'uplot';
import type { Format } from '@/i18n';
import type { MarkerLine } from './axes';
import styles from './Chart.module.css';

export interface TipRow {
  label: string;
  color: string;
  value: number | null | undefined;
}

function line(className: string | undefined, text: string): HTMLElement {
  const element = document.createElement('div');
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** What stands under the cursor; written without React, for it changes with each move of the mouse. */
export function showTip(u: uPlot, tip: HTMLElement | null, format: Format, markers: readonly MarkerLine[], rows: readonly TipRow[], unit: string): void {
  if (!tip) return;
  const { left = -1, top = -1, idx } = u.cursor;
  if (left < 0 || idx === null || idx === undefined) {
    tip.hidden = true;
    return;
  }
  const at = u.data[0][idx];
  const here = u.posToVal(left, 'x');
  const near = markers.filter((marker) => Math.abs(u.valToPos(marker.at, 'x') - left) < 6).slice(0, 4);
  const parts = [line(styles.tipTime, format.dateTime(at ?? here))];
  for (const row of rows.slice(0, 12)) {
    if (row.value === null || row.value === undefined) continue;
    const element = document.createElement('div');
    element.className = styles.tipRow!;
    const swatch = document.createElement('i');
    swatch.style.background = row.color;
    const name = document.createElement('span');
    name.textContent = row.label;
    const value = document.createElement('b');
    value.textContent = format.quantity(row.value, unit);
    element.append(swatch, name, value);
    parts.push(element);
  }
  for (const marker of near) parts.push(line(styles.tipMarker, `${format.time(marker.at)} ${marker.text}`));
  tip.replaceChildren(...parts);
  tip.hidden = false;
  const offset = u.over.offsetLeft;
  const width = tip.offsetWidth;
  const space = u.root.clientWidth;
  const x = offset + left + 14 + width > space ? offset + left - width - 14 : offset + left + 14;
  tip.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, Math.min(top, u.over.clientHeight - tip.offsetHeight))}px)`;
}
