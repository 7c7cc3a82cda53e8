/** The names to choose from, with the one that is chosen though nobody of that name sends any more. */
export function withCurrent(names: readonly string[], current: string): string[] {
  return current === '' || names.includes(current) ? [...names] : [...names, current];
}
