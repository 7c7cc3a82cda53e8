import type { CSSProperties } from 'react';
import { boxGlyph, glyphs, picked } from './glyphs';

const hues = [8, 210, 152, 268, 32, 190, 338, 96, 232, 50, 172, 300];

/** Which of a category's pictures a product has, in which colour: always the same. */
export function artOf(id: number, category: string): { glyph: string; hue: number } {
  const drawn = glyphs[category] ?? [boxGlyph];
  const goods = Math.floor((id - 1) / 5);
  const choice = Number(picked[category]?.[goods % 10] ?? 0);
  return { glyph: drawn[choice % drawn.length] ?? boxGlyph, hue: hues[(id * 5 + goods) % hues.length] ?? 8 };
}

/** A picture made of what a product is: no file, no request. It says nothing that its name does not. */
export function ProductArt({ id, category }: { id: number; category: string }) {
  const { glyph, hue } = artOf(id, category);
  return (
    <span className="art" style={{ '--hue': hue } as CSSProperties}>
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false" dangerouslySetInnerHTML={{ __html: glyph }} />
    </span>
  );
}

/** A category's picture. */
export function CategoryArt({ category, index }: { category: string; index: number }) {
  return (
    <span className="art" style={{ '--hue': hues[index % hues.length] } as CSSProperties}>
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false" dangerouslySetInnerHTML={{ __html: glyphs[category]?.[0] ?? boxGlyph }} />
    </span>
  );
}
