/** The trace id in what was pasted: 32 hex digits, a GUID's dashes, or a whole traceparent; null where it is none. */
export function traceIdOf(text: string): string | null {
  const small = text.trim().toLowerCase();
  const parent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(small);
  const id = parent ? parent[1]! : /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(small) ? small.replaceAll('-', '') : small;
  return /^[0-9a-f]{32}$/.test(id) && !/^0+$/.test(id) ? id : null;
}
