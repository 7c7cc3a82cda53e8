import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { get } from '@/api/client';
import { Icon, type IconName } from '@/components/Icon';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { pages } from './pages';
import { pageUrl } from './url';
import { traceIdOf } from './traceId';
import styles from './GoTo.module.css';

interface Goal {
  key: string;
  icon: IconName;
  label: string;
  kind: string;
  href: string;
}

/** The header's search: pages, resources, a trace by its id, or words in logs, traces and console. */
export function GoTo() {
  const t = useMessages(messages);
  const id = useId();
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [resources, setResources] = useState<string[]>([]);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const goals = useMemo<Goal[]>(() => {
    const query = text.trim();
    if (query === '') return [];
    const trace = traceIdOf(query);
    if (trace) return [{ key: 'trace', icon: 'traces', label: trace, kind: t.goTrace, href: pageUrl(`/traces/${trace}`) }];
    const small = query.toLowerCase();
    return [
      ...pages
        .filter((page) => page.name.includes(small) || t[page.name].toLowerCase().includes(small))
        .map((page) => ({ key: page.name, icon: page.icon, label: t[page.name], kind: t.goPage, href: pageUrl(page.path) })),
      ...resources
        .filter((name) => name.toLowerCase().includes(small))
        .slice(0, 6)
        .map((name) => ({ key: `r ${name}`, icon: 'resources' as const, label: name, kind: t.goResource, href: pageUrl('/resources', { resource: name }) })),
      { key: 'logs', icon: 'logs', label: query, kind: t.inLogs, href: pageUrl('/logs', { q: query }) },
      { key: 'traces', icon: 'traces', label: query, kind: t.inTraces, href: pageUrl('/traces', { q: query }) },
      { key: 'console', icon: 'console', label: query, kind: t.inConsole, href: pageUrl('/console', { q: query }) },
    ];
  }, [text, resources, t]);

  const go = (goal: Goal | undefined) => {
    if (!goal) return;
    setText('');
    setOpen(false);
    input.current?.blur();
    navigate(goal.href);
  };
  const shown = open && goals.length > 0;

  return (
    <div className={styles.box}>
      <Icon name="search" size={15} className={styles.icon} />
      <input
        ref={input}
        id="search"
        role="combobox"
        aria-label={t.search}
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        aria-activedescendant={shown ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t.search}
        className={styles.input}
        value={text}
        onFocus={() => {
          setOpen(true);
          void get<{ items: { resource: { name: string } }[] }>('/api/resources')
            .then((list) => setResources([...new Set(list.items.map((item) => item.resource.name))]))
            .catch(() => setResources([]));
        }}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') setActive(Math.min(goals.length - 1, active + 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
          else if (event.key === 'Enter') go(goals[active]);
          else if (event.key === 'Escape') {
            setText('');
            input.current?.blur();
          } else return;
          event.preventDefault();
        }}
      />
      <kbd className={styles.key}>Ctrl K</kbd>
      {shown && (
        <ul id={id} role="listbox" aria-label={t.search} className={styles.list}>
          {goals.map((goal, index) => (
            <li key={goal.key} id={`${id}-${index}`} role="option" aria-selected={index === active} className={styles.goal} onPointerDown={(event) => event.preventDefault()} onClick={() => go(goal)}>
              <Icon name={goal.icon} size={16} />
              <span>{goal.label}</span>
              <small>{goal.kind}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
