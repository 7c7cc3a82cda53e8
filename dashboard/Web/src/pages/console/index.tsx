import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { ApiError, download, useQuery } from '@/api';
import type { ConsolePage, ResourceList } from '@/api/resources';
import { load, save, useTimeRange, useUrlState } from '@/app';
import { notify } from '@/app/notifications';
import { Button, Details, Empty, ErrorState, Loading, Page, SearchBox, Select, Split, Toolbar } from '@/components';
import { Commands } from '@/pages/resources/Commands';
import { useFormat, useMessages } from '@/i18n';
import { consolePath, feedOf, type ConsoleEntry } from './feed';
import { Lines, type Timestamps } from './Lines';
import { messages } from './messages';
import styles from './Console.module.css';

interface Options {
  timestamps: Timestamps;
  wrap: boolean;
}

const optionsKey = 'console.options';

/** Where each console was cleared; of this tab alone. */
const cleared = new Map<string, number>();

export default function ConsolePageView() {
  const t = useMessages(messages);
  const format = useFormat();
  const [resource, setResource] = useUrlState('resource');
  const [q, setQ] = useUrlState('q');
  const [line, setLine] = useUrlState('line');
  const [options, setOptions] = useState<Options>(() => ({ timestamps: window.innerWidth < 720 ? 'off' : 'local', wrap: true, ...load<Partial<Options>>(optionsKey, {}) }));
  const [follow, setFollow] = useState(true);
  const [held, setHeld] = useState(false);
  const [clears, setClears] = useState(0);
  const range = useTimeRange();
  const { data: resources } = useQuery<ResourceList>('/api/resources', {}, ['resources']);

  const rows = useMemo(() => (resources?.items ?? []).filter((row) => !row.resource.isHidden), [resources]);
  // A link may name a resource of which there are replicas.
  const chosen = resource === '' ? null : (rows.find((row) => row.resource.id === resource)?.resource ?? rows.find((row) => row.resource.name === resource)?.resource ?? null);
  const id = resource === '' ? null : (chosen?.id ?? resource);

  const clearKey = id ?? '*';
  const feed = useMemo(
    () => feedOf(id, q, cleared.get(clearKey) ?? 0),
    // A clear begins anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [id, q, clears],
  );
  useEffect(() => feed.start(), [feed]);
  const state = useSyncExternalStore(feed.subscribe, feed.snapshot, feed.snapshot);

  const pausedAbove = !range.live && !range.run && range.preset !== null;
  const paused = held || pausedAbove;
  useEffect(() => feed.setPaused(paused), [feed, paused]);
  useEffect(() => setFollow(true), [feed]);

  const change = (part: Partial<Options>) => {
    const next = { ...options, ...part };
    setOptions(next);
    save(optionsKey, next);
  };
  const clear = () => {
    cleared.set(clearKey, feed.newest);
    setClears((count) => count + 1);
  };
  const closeAround = useCallback(() => setLine(null), [setLine]);
  const select = useCallback((entry: ConsoleEntry) => setLine(String(entry.id)), [setLine]);
  const save_ = async () => {
    try {
      await download(`${consolePath(id)}/text`, `${id ?? 'console'}.log`, { q });
    } catch (error) {
      notify({ intent: 'error', title: t.failed, text: error instanceof ApiError ? error.message : String(error) });
    }
  };

  const wasCleared = cleared.has(clearKey);
  const empty = q !== '' ? (
    <Empty title={t.noMatch} icon="filter" />
  ) : wasCleared ? (
    <Empty
      title={t.cleared}
      icon="console"
      action={
        <Button
          onClick={() => {
            cleared.delete(clearKey);
            setClears((count) => count + 1);
          }}
        >
          {t.showAll}
        </Button>
      }
    >
      {t.clearedText}
    </Empty>
  ) : (
    <Empty title={t.none} icon="console">
      {t.noneText}
    </Empty>
  );

  return (
    <Page title={t.title} tabTitle={id ? `${id} · ${t.title}` : t.title}>
      <Toolbar label={t.title}>
        <Select
          label={t.resource}
          value={id ?? ''}
          onChange={(value) => setResource(value === '' ? null : value, true)}
          options={[{ value: '', label: t.all }, ...(id !== null && !chosen ? [{ value: id, label: id }] : []), ...rows.map((row) => ({ value: row.resource.id, label: row.resource.id }))]}
        />
        <SearchBox label={t.filter} value={q} onChange={setQ} />
        <Select
          label={t.timestamps}
          value={options.timestamps}
          onChange={(value) => change({ timestamps: value as Timestamps })}
          options={[
            { value: 'off', label: t.off },
            { value: 'local', label: t.local },
            { value: 'utc', label: t.utc },
          ]}
        />
        <Button icon="wrap" aria-label={t.wrap} pressed={options.wrap} onClick={() => change({ wrap: !options.wrap })} />
        <Button
          icon={paused ? 'play' : 'pause'}
          pressed={paused}
          aria-label={paused ? undefined : t.pause}
          onClick={() => {
            setHeld(!paused);
            if (pausedAbove) range.resume();
          }}
        >
          {paused ? t.resume(format.number(state.waiting)) : undefined}
        </Button>
        <Button icon="trash" aria-label={t.clear} onClick={clear} />
        <Button icon="download" aria-label={t.download} onClick={() => void save_()} />
        <span className={styles.count}>{state.entries.length > 0 && t.kept(format.number(state.entries.length))}</span>
        {chosen && <Commands resource={chosen} />}
      </Toolbar>
      {state.error && state.entries.length === 0 ? (
        <ErrorState error={state.error} />
      ) : state.loading ? (
        <Loading />
      ) : (
        <Split details={line === '' ? null : <Around id={id} line={line} options={options} onClose={closeAround} />}>
          <div className={styles.console}>
            <Lines
              id="console"
              label={t.lines}
              entries={state.entries}
              names={id === null}
              timestamps={options.timestamps}
              wrap={options.wrap}
              mark={q}
              follow={follow}
              onFollow={setFollow}
              selected={line === '' ? null : Number(line)}
              onSelect={q !== '' || line !== '' ? select : undefined}
              empty={empty}
            />
            {!follow && state.entries.length > 0 && (
              <div className={styles.follow}>
                <Button icon="arrowDown" tone="primary" onClick={() => setFollow(true)}>
                  {t.follow}
                </Button>
              </div>
            )}
          </div>
        </Split>
      )}
    </Page>
  );
}

/** The lines before and after one that a filter found. */
function Around({ id, line, options, onClose }: { id: string | null; line: string; options: Options; onClose(): void }) {
  const t = useMessages(messages);
  const { data, error, refetch } = useQuery<ConsolePage>(`${consolePath(id)}/around`, { line });
  const entries = useMemo(() => (data?.items ?? []).map((item): ConsoleEntry => ({ kind: 'line', id: item.id, item })), [data]);
  return (
    <Details label={t.around} title={t.aroundTitle(line)} onClose={onClose}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : (
        <div className={styles.around}>
          <Lines id="console.around" label={t.around} entries={entries} names={id === null} timestamps={options.timestamps} wrap={options.wrap} follow={false} selected={Number(line)} />
        </div>
      )}
    </Details>
  );
}
