import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { ask } from '../api/http';
import type { Suggestion } from '../api/types';
import { useText } from '../i18n';
import { Icon } from './icons';
import { go, usePlace } from './router';

const patience = 90;

export const targetOf = (suggestion: Suggestion): string =>
  suggestion.kind === 'category' ? `/c/${suggestion.category}` : `/p/${suggestion.productId}`;

/** The search with its completion, also in the middle of a syllable. */
export function SearchBox() {
  const { t } = useText();
  const { path, query } = usePlace();
  const [text, setText] = useState('');
  const [items, setItems] = useState<Suggestion[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useId();
  const root = useRef<HTMLFormElement>(null);

  const asked = path === '/search' ? (query.get('q') ?? '') : '';
  useEffect(() => setText(asked), [asked, path]);
  const suggestions = useSuggestions(open ? text.trim() : '', setItems);
  useEffect(() => setActive(-1), [items]);
  useEffect(() => {
    const leave = (event: Event) => !root.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, []);

  const shown = open && items.length > 0 && text.trim().length > 0;
  const leaveFor = (target: string) => {
    setOpen(false);
    suggestions.stop();
    (document.activeElement as HTMLElement | null)?.blur();
    go(target);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = shown ? items[active] : undefined;
    if (chosen) leaveFor(targetOf(chosen));
    else if (text.trim()) leaveFor(`/search?q=${encodeURIComponent(text.trim())}`);
  };
  const press = (event: KeyboardEvent) => {
    // While a syllable is composed the keys are the composer's.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setOpen(false);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(true);
    const count = items.length + 1;
    setActive((before) => ((before + 1 + (event.key === 'ArrowDown' ? 1 : count - 1)) % count) - 1);
  };

  return (
    <form className="search" role="search" onSubmit={submit} ref={root}>
      <input
        type="search"
        role="combobox"
        value={text}
        placeholder={t.search.placeholder}
        aria-label={t.search.label}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={100}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={press}
      />
      <button type="submit" aria-label={t.search.go}>
        <Icon name="search" />
      </button>
      <ul id={list} role="listbox" aria-label={t.search.suggestions} hidden={!shown} className="suggestions">
        {items.map((item, index) => (
          <li
            key={`${item.kind}${item.category}${item.productId}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => leaveFor(targetOf(item))}
          >
            <Icon name={item.kind === 'category' ? 'grid' : 'search'} />
            <span>{item.text}</span>
            {item.kind === 'category' && <span className="tag quiet">{t.search.category}</span>}
          </li>
        ))}
      </ul>
    </form>
  );
}

function useSuggestions(text: string, found: (items: Suggestion[]) => void): { stop: () => void } {
  const abort = useRef<AbortController>(undefined);
  useEffect(() => {
    if (!text) {
      found([]);
      return;
    }
    const controller = new AbortController();
    abort.current = controller;
    const timer = setTimeout(() => {
      ask<{ items: Suggestion[] }>(`/api/v1/search/suggest?q=${encodeURIComponent(text)}&limit=8`, { signal: controller.signal })
        .then((answer) => found(answer.items))
        // Completion is a comfort: without it one types on.
        .catch(() => undefined);
    }, patience);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, found]);
  return { stop: () => abort.current?.abort() };
}
