import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useMessages } from '@/i18n';
import { Icon } from './Icon';
import { messages } from './messages';
import styles from './SearchBox.module.css';

export interface Suggestion {
  /** Put in place of the word at the cursor. */
  value: string;
  detail?: string;
}

interface Props {
  value: string;
  onChange(value: string): void;
  label: string;
  placeholder?: string;
  /** Words that may follow, for the word at the cursor; may ask the server. */
  suggest?(word: string, text: string): Suggestion[] | Promise<Suggestion[]>;
  /** Milliseconds of silence before `onChange`. Default 200. */
  delay?: number;
  /** Shown under the box, for instance that the grammar is broken. */
  error?: string | null;
  className?: string;
}

/** A filter with suggestions for the word at the cursor; half-composed Korean is left alone. */
export function SearchBox({ value, onChange, label, placeholder, suggest, delay = 200, error, className }: Props) {
  const t = useMessages(messages);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [items, setItems] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  const sent = useRef(value);

  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string, now = false) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => {
        sent.current = next;
        onChange(next);
      },
      now ? 0 : delay,
    );
  };

  const offer = async (next: string) => {
    if (!suggest) return;
    const turn = ++asked.current;
    const found = await suggest(wordAt(next, input.current?.selectionStart ?? next.length).word, next);
    if (turn !== asked.current) return;
    setItems(found.slice(0, 12));
    setActive(-1);
  };

  const type = (next: string) => {
    setText(next);
    if (composing.current) return;
    send(next);
    void offer(next);
  };

  const take = (item: Suggestion) => {
    const { start, end } = wordAt(text, input.current?.selectionStart ?? text.length);
    const next = text.slice(0, start) + item.value + text.slice(end);
    setText(next);
    setItems([]);
    send(next, true);
    input.current?.focus();
    requestAnimationFrame(() => input.current?.setSelectionRange(start + item.value.length, start + item.value.length));
    if (/[:=<>~]$/.test(item.value)) void offer(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' && items.length > 0) setActive((active + 1) % items.length);
    else if (event.key === 'ArrowUp' && items.length > 0) setActive((active - 1 + items.length) % items.length);
    else if (event.key === 'Enter') {
      const item = items[active];
      if (item) take(item);
      else {
        setItems([]);
        send(text, true);
      }
    } else if (event.key === 'Escape' && items.length > 0) setItems([]);
    else if (event.key === 'Escape' && text !== '') {
      setText('');
      send('', true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={`${styles.box} ${className ?? ''}`} data-error={error ? true : undefined}>
      <Icon name="search" size={15} className={styles.icon} />
      <input
        ref={input}
        type="text"
        role={suggest ? 'combobox' : 'searchbox'}
        className={styles.input}
        value={text}
        aria-label={label}
        placeholder={placeholder ?? label}
        aria-autocomplete={suggest ? 'list' : undefined}
        aria-expanded={suggest ? items.length > 0 : undefined}
        aria-controls={items.length > 0 ? id : undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false;
          type(event.currentTarget.value);
        }}
        onFocus={() => void offer(text)}
        onBlur={() => setTimeout(() => setItems([]), 120)}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t.clear}
          onClick={() => {
            setText('');
            send('', true);
            input.current?.focus();
          }}
        >
          <Icon name="close" size={13} />
        </button>
      )}
      {items.length > 0 && (
        <ul id={id} role="listbox" aria-label={t.suggestions} className={styles.list}>
          {items.map((item, index) => (
            <li
              key={item.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className={styles.item}
              onPointerDown={(event) => {
                event.preventDefault();
                take(item);
              }}
            >
              <span>{item.value}</span>
              {item.detail && <small>{item.detail}</small>}
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="status">
          {error}
        </p>
      )}
    </div>
  );
}

/** The word around the cursor; quotes hold a word together. */
export function wordAt(text: string, cursor: number): { word: string; start: number; end: number } {
  let start = 0;
  let quoted = false;
  for (let index = 0; index < cursor; index++) {
    if (text[index] === '"') quoted = !quoted;
    else if (text[index] === ' ' && !quoted) start = index + 1;
  }
  let end = cursor;
  while (end < text.length && (quoted ? text[end] !== '"' : text[end] !== ' ')) end++;
  return { word: text.slice(start, end), start, end };
}
