export interface Crumb {
  path: string;
  name: string;
}

/** The way from the store to a path. Prefixes of Redis and folders of S3 are one segment that grows; their parts are crumbs too. */
export function crumbsOf(path: string): Crumb[] {
  if (path === '') return [];
  const segments = path.split('/').map(decodeURIComponent);
  const crumbs: Crumb[] = [];
  segments.forEach((segment, index) => {
    const before = segments.slice(0, index);
    if (index === 0 && segment === 'prefix') return;
    const nested = index > 0 && /[:/]/.test(segment.slice(0, -1));
    const parts = nested ? segment.match(/[^:/]*[:/]+|[^:/]+$/g)! : [segment];
    parts.forEach((name, at) => crumbs.push({ name, path: [...before, parts.slice(0, at + 1).join('')].map(encodeURIComponent).join('/') }));
  });
  return crumbs;
}
