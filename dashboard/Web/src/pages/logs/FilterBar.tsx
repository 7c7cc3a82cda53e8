import { useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import { useUrlState } from '@/app';
import { Button, Icon, Popover, SearchBox, Select } from '@/components';
import { useLanguage, useMessages } from '@/i18n';
import { attributeNames, suggester, type Signal } from './api';
import { decodeFilters, encodeFilters, operators, queryOf, signOf, type Filter, type Operator } from './filters';
import { examples, filterMessages } from './filterMessages';
import styles from './FilterBar.module.css';

export interface Search {
  /** What was typed and the filters that are on: the parameter `q`. */
  query: string;
  text: string;
  setText(text: string | null): void;
  filters: Filter[];
  setFilters(filters: readonly Filter[]): void;
  add(filter: Filter): void;
}

/** The search of a page: `q` in the URL is what was typed, `f` the filters. */
export function useSearch(): Search {
  const [text, setText] = useUrlState('q');
  const [encoded, setEncoded] = useUrlState('f');
  const filters = useMemo(() => decodeFilters(encoded), [encoded]);
  return useMemo(() => {
    const setFilters = (next: readonly Filter[]) => setEncoded(next.length === 0 ? null : encodeFilters(next));
    return {
      query: queryOf(text, filters),
      text,
      setText,
      filters,
      setFilters,
      add: (filter) => setFilters([...filters.filter((each) => each.key !== filter.key || each.op !== filter.op || each.value !== filter.value), filter]),
    };
  }, [text, setText, filters, setEncoded]);
}

interface Props {
  signal: Signal;
  search: Search;
  label: string;
  error?: string | null;
  /** More controls of the page, after the search. */
  children?: ReactNode;
  /** Chips of the page's own, before the filters. */
  chips?: ReactNode;
}

/** One box for the search grammar, its help, and filters as chips. */
export function FilterBar({ signal, search, label, error, children, chips }: Props) {
  const t = useMessages(filterMessages);
  const suggest = useMemo(() => suggester(signal), [signal]);
  const { filters, setFilters } = search;
  const change = (index: number, part: Partial<Filter>) => setFilters(filters.map((filter, at) => (at === index ? { ...filter, ...part } : filter)));
  const allOff = filters.length > 0 && filters.every((filter) => filter.off);
  return (
    <>
      <div className={styles.bar} role="search">
        <SearchBox className={styles.search} value={search.text} onChange={(text) => search.setText(text === '' ? null : text)} label={label} placeholder={t.placeholder(signal)} suggest={suggest} error={error ?? null} />
        <Popover label={t.help} trigger={<Icon name="help" size={16} />}>
          <GrammarHelp signal={signal} onTry={search.setText} />
        </Popover>
        <Popover label={t.add} trigger={<Icon name="filter" size={16} />}>
          <FilterForm signal={signal} onAdd={search.add} />
        </Popover>
        {children}
      </div>
      {(filters.length > 0 || Boolean(chips)) && (
        <div className={styles.chips} role="group" aria-label={t.filters}>
          {chips}
          {filters.map((filter, index) => (
            <span key={`${filter.key} ${filter.op} ${filter.value}`} className={styles.chip} data-off={filter.off || undefined}>
              <button type="button" className={styles.chipText} aria-pressed={!filter.off} title={filter.off ? t.enable : t.disable} onClick={() => change(index, { off: !filter.off })}>
                <b>{filter.key}</b> <i>{filter.op === 'any' ? t.any : signOf(filter.op)}</i> {filter.value}
              </button>
              <button type="button" className={styles.chipRemove} aria-label={t.remove(filter.key)} onClick={() => setFilters(filters.filter((_, at) => at !== index))}>
                <Icon name="close" size={11} />
              </button>
            </span>
          ))}
          {filters.length > 0 && (
            <>
              <Button small tone="subtle" onClick={() => setFilters(filters.map((filter) => ({ ...filter, off: !allOff })))}>
                {allOff ? t.enableAll : t.disableAll}
              </Button>
              <Button small tone="subtle" onClick={() => setFilters([])}>
                {t.removeAll}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}

/** A chip of a page's own filter. */
export function Chip({ children, onRemove, label }: { children: ReactNode; onRemove(): void; label: string }) {
  return (
    <span className={styles.chip}>
      <span className={styles.chipText}>{children}</span>
      <button type="button" className={styles.chipRemove} aria-label={label} onClick={onRemove}>
        <Icon name="close" size={11} />
      </button>
    </span>
  );
}

function FilterForm({ signal, onAdd }: { signal: Signal; onAdd(filter: Filter): void }) {
  const t = useMessages(filterMessages);
  const id = useId();
  const [key, setKey] = useState('');
  const [op, setOp] = useState<Operator>('eq');
  const [value, setValue] = useState('');
  const [keys, setKeys] = useState<string[]>([]);
  const [values, setValues] = useState<string[]>([]);
  useEffect(() => {
    let active = true;
    void attributeNames(signal).then((names) => active && setKeys(names));
    return () => {
      active = false;
    };
  }, [signal]);
  useEffect(() => {
    let active = true;
    setValues([]);
    if (keys.includes(key)) void attributeNames(signal, key).then((names) => active && setValues(names));
    return () => {
      active = false;
    };
  }, [signal, key, keys]);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() === '') return;
        onAdd({ key: key.trim(), op, value: op === 'any' ? '' : value, off: false });
        setValue('');
      }}
    >
      <label>
        <span>{t.key}</span>
        <input list={`${id}-keys`} value={key} required autoFocus spellCheck={false} onChange={(event) => setKey(event.target.value)} />
      </label>
      <Select label={t.operator} value={op} onChange={(next) => setOp(next as Operator)} options={operators.map((each) => ({ value: each, label: t.operatorName(each) }))} />
      <label hidden={op === 'any'}>
        <span>{t.value}</span>
        <input list={`${id}-values`} value={value} spellCheck={false} onChange={(event) => setValue(event.target.value)} />
      </label>
      <Button tone="primary" type="submit">
        {t.addShort}
      </Button>
      <datalist id={`${id}-keys`}>
        {keys.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <datalist id={`${id}-values`}>
        {values.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </form>
  );
}

function GrammarHelp({ signal, onTry }: { signal: Signal; onTry(text: string): void }) {
  const t = useMessages(filterMessages);
  return (
    <div className={styles.help}>
      <p>{t.helpIntro}</p>
      <dl>
        {examples[useLanguage()][signal].map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <button type="button" onClick={() => onTry(example)} title={t.tryIt}>
                <code>{example}</code>
              </button>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
