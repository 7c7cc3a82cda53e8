import type { Language } from '.';

/** A description is in both languages, Korean first: the part in the shopper's, or all of it where there is only one. */
export function described(text: string, lang: Language): string {
  const korean = /^.*[가-힣][.!?]?/s.exec(text)?.[0] ?? '';
  const rest = text.slice(korean.length).trim();
  return (lang === 'ko' ? korean || rest : rest || korean).trim();
}
