import { memo } from 'react';

/** Strokes on a grid of 24, drawn for this application. */
const paths = {
  overview: 'M4 13h7V4H4zM13 20h7v-9h-7zM4 20h7v-4H4zM13 8h7V4h-7z',
  resources: 'M4 5h16v5H4zM4 14h16v5H4zM7.5 7.5h.01M7.5 16.5h.01',
  console: 'M4 5h16v14H4zM8 9.5l2.5 2.5L8 14.5M13 15h4',
  logs: 'M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h4',
  traces: 'M4 6h9M8 11h9M11 16h9M4 19.5h4',
  metrics: 'M4 4v16h16M8 15l3.5-4.5 3 2.5L19 7',
  inspector: 'M3.5 12h4l2-6 4 12 2.5-6h4.5',
  objectives: 'M12 4a8 8 0 1 0 8 8M12 8a4 4 0 1 0 4 4M12 12l7.5-7.5M16.5 4v3.5H20',
  explorers: 'M5 6.5C5 5 8 4 12 4s7 1 7 2.5S16 9 12 9 5 8 5 6.5zM5 6.5v11C5 19 8 20 12 20s7-1 7-2.5v-11M5 12c0 1.5 3 2.5 7 2.5s7-1 7-2.5',
  runs: 'M12 7v5l3.5 2M4.5 9A8 8 0 1 1 4 12M4 5v4h4',
  settings: 'M5 7h9M18 7h1M5 17h1M10 17h9M14 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0M5 12h3M12 12h7M8 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8h.01',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  panel: 'M4 5h16v14H4zM9.5 5v14',
  chevronRight: 'M9.5 6l6 6-6 6',
  chevronLeft: 'M14.5 6l-6 6 6 6',
  chevronDown: 'M6 9.5l6 6 6-6',
  chevronUp: 'M6 14.5l6-6 6 6',
  arrowUp: 'M12 19V5M6 11l6-6 6 6',
  arrowDown: 'M12 5v14M6 13l6 6 6-6',
  arrowRight: 'M5 12h14M13 6l6 6-6 6',
  arrowLeft: 'M19 12H5M11 6l-6 6 6 6',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  play: 'M7 5l12 7-12 7z',
  stop: 'M6.5 6.5h11v11h-11z',
  pause: 'M8 5v14M16 5v14',
  restart: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9M20 4v5h-5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  eye: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  eyeOff: 'M4 4l16 16M9.9 6.3A9 9 0 0 1 12 6c5.5 0 9 6 9 6a16 16 0 0 1-3 3.6M6.5 7.9A16 16 0 0 0 3 12s3.5 6 9 6a8.7 8.7 0 0 0 4-.9',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  upload: 'M12 20V9M7 13.5l5-5 5 5M5 4h14',
  filter: 'M4 6h16l-6.5 7v6l-3-1.5V13z',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3h.01',
  error: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 9l6 6M15 9l-6 6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.5M12 7.7h.01',
  success: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12.3l2.8 2.8L16 9.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5.5l3.5 2',
  wait: 'M7 4h10M7 20h10M8 4c0 5 8 5.5 8 8s-8 3-8 8M16 4c0 5-8 5.5-8 8s8 3 8 8',
  link: 'M13.5 5H19v5.5M19 5l-8.5 8.5M10 6H5v13h13v-5',
  graph: 'M6 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M18 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8.4 6.6l7.2 2.8M6.3 8.5 7.7 15.5M10 16.5l6-4.7',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  wrap: 'M4 6h16M4 12h13a3 3 0 1 1 0 6h-4M15 15.5 12.5 18l2.5 2.5M4 18h5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  database: 'M5 6.5C5 5 8 4 12 4s7 1 7 2.5S16 9 12 9 5 8 5 6.5zM5 6.5v11C5 19 8 20 12 20s7-1 7-2.5v-11',
  box: 'M12 3.5 20 8v8l-8 4.5L4 16V8zM4 8l8 4.5L20 8M12 12.5v8',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3.5 12h17M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  terminal: 'M5 7l5 5-5 5M12.5 17H19',
  key: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8M11 12.5 20 4M16 8l3 3',
  queue: 'M4 6h4v12H4zM10 6h4v12h-4zM16 6h4v12h-4z',
  folder: 'M3.5 6h6l2 2.5h9V19h-17z',
  code: 'M8.5 7 4 12l4.5 5M15.5 7 20 12l-4.5 5',
  bolt: 'M13 3 5 13.5h6L10 21l9-11.5h-6z',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
} as const;

export type IconName = keyof typeof paths;

export function isIcon(name: string): name is IconName {
  return name in paths;
}

interface Props {
  name: IconName;
  size?: number;
  className?: string;
  /** What it says where no text stands beside it; without, it is hidden from screen readers. */
  label?: string;
}

export const Icon = memo(function Icon({ name, size = 18, className, label }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
});
