/** Which rows stand in the view, `overscan` more on either side. Pure: the one virtual window of the application. */
export function windowOf(scrollTop: number, viewport: number, rowHeight: number, count: number, overscan = 6): { first: number; end: number } {
  if (count === 0 || viewport <= 0) return { first: 0, end: Math.min(count, overscan * 2) };
  const top = Math.max(0, Math.min(scrollTop, count * rowHeight - viewport));
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((top + viewport) / rowHeight) + overscan);
  return { first, end };
}

/** As many rows as a window ever holds: a row's number modulo this names the element that draws it, and a jump of any length makes no element anew. */
export function slotsOf(viewport: number, rowHeight: number, overscan = 6): number {
  return Math.ceil(Math.max(0, viewport) / rowHeight) + 1 + overscan * 2;
}

/** The scroll position that shows the row, or the present one where it is in view already. */
export function scrollToShow(index: number, scrollTop: number, viewport: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewport) return Math.max(0, top + rowHeight - viewport);
  return scrollTop;
}

/** Where the row at the top of the view stands after rows came or went before it: the view must not jump. */
export function anchored(scrollTop: number, rowHeight: number, before: number, after: number): number {
  return after < 0 ? scrollTop : Math.max(0, scrollTop + (after - before) * rowHeight);
}
