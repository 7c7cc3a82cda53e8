import { useSettings } from '@/app/settings';

export type Language = 'en' | 'ko';

type Text = string | ((...values: never[]) => string) | Readonly<Record<string, string>>;
type Texts = Record<string, Text>;
type Widened<T extends Texts> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

export type Messages<T extends Texts> = Record<Language, Widened<T>>;

/** A page's or component's texts in every language; a key that one language lacks does not compile. Values with parts are functions. */
export function defineMessages<T extends Texts>(messages: { en: T; ko: Widened<NoInfer<T>> }): Messages<T> {
  return messages as Messages<T>;
}

/** The texts in the language that is set: `const t = useMessages(messages)`, then `t.title`, `t.count(3)`. */
export function useMessages<T extends Texts>(messages: Messages<T>): Widened<T> {
  return messages[useLanguage()];
}

export function useLanguage(): Language {
  return useSettings().language;
}
