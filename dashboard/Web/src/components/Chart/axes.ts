import type uPlot from 'uplot';
import type { Format } from '@/i18n';
import { resolveColor } from './plot';
import type { Threshold } from './types';

export interface MarkerLine {
  at: number;
  level: string;
  text: string;
}

const tones: Record<string, string> = { error: 'var(--error)', warning: 'var(--warn)', success: 'var(--ok)', info: 'var(--info)' };

const powersOfTwo = Array.from({ length: 50 }, (_, power) => 2 ** power);

/** Units that belong to the number; others stand in the chart's title. */
const written = new Set(['s', 'ms', 'us', 'ns', 'By', 'By/s', '%', '1', '']);

export function axes(element: Element, format: () => Format, unit: string, size: uPlot.Axis['size']): uPlot.Axis[] {
  const common: uPlot.Axis = {
    stroke: resolveColor(element, 'var(--text-2)'),
    font: `11px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: resolveColor(element, 'var(--border-soft)'), width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...common,
      space: 90,
      size: 28,
      grid: { show: false },
      values: (_, exact) => {
        // Sums of fractions fall short of the second that is meant.
        const splits = exact.map((at) => Math.round(at / 100) * 100);
        const wide = splits.length > 1 && splits.at(-1)! - splits[0]! > 86_400_000;
        const whole = splits.every((at) => at % 60_000 === 0);
        return splits.map((at) => (wide ? format().dateTime(at) : whole ? format().minute(at) : format().time(at)));
      },
    },
    { ...common, space: 36, size, ...(unit === 'By' || unit === 'By/s' ? { incrs: powersOfTwo } : {}), values: (_, splits) => splits.map((value) => (value === null ? '' : written.has(unit) ? format().quantity(value, unit) : format().compact(value))) },
  ];
}

/** Lines for what happened, and for limits. */
export function drawMarkers(u: uPlot, markers: readonly MarkerLine[], thresholds: readonly Threshold[]): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = ratio;
  for (const marker of markers) {
    const x = Math.round(u.valToPos(marker.at, 'x', true)) + 0.5;
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    const color = resolveColor(u.root, tones[marker.level] ?? tones.info!);
    ctx.strokeStyle = color;
    ctx.fillStyle = color;
    ctx.globalAlpha = 0.75;
    ctx.setLineDash([3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.moveTo(x - 4 * ratio, bbox.top);
    ctx.lineTo(x + 4 * ratio, bbox.top);
    ctx.lineTo(x, bbox.top + 6 * ratio);
    ctx.fill();
  }
  for (const threshold of thresholds) {
    const y = Math.round(u.valToPos(threshold.value, 'y', true)) + 0.5;
    const color = resolveColor(u.root, tones[threshold.tone]!);
    ctx.strokeStyle = color;
    ctx.setLineDash([6 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillStyle = color;
    ctx.font = `${11 * ratio}px sans-serif`;
    ctx.textAlign = 'right';
    ctx.fillText(threshold.label, bbox.left + bbox.width - 4 * ratio, y - 4 * ratio);
  }
  ctx.restore();
}
