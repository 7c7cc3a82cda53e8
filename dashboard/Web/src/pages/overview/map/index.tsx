import { useEffect, useRef, useState } from 'react';
import { useUrlState } from '@/app';
import { Button, Card, ErrorState, Loading } from '@/components';
import { useMessages } from '@/i18n';
import { useMap } from '../api';
import { messages } from '../messages';
import { Canvas } from './Canvas';
import styles from './Map.module.css';
import { MapTable } from './MapTable';
import { Selection } from './Selection';

function useNarrow(): [React.RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = useState(() => window.innerWidth < 640);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setNarrow(entry!.contentRect.width < 560));
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return [ref, narrow];
}

/** The live service map, as a picture or as tables. */
export default function ServiceMap() {
  const t = useMessages(messages);
  const [against] = useUrlState('with');
  const [view, setView] = useUrlState('map', 'picture');
  const [selection, setSelection] = useUrlState('on');
  const { data, error, loading, refetch } = useMap(against);
  const [ref, narrow] = useNarrow();
  const compared = against !== '';
  return (
    <Card
      title={t.map}
      className={styles.card}
      actions={
        <>
          {compared && (
            <span className={styles.legend}>
              {(['worse', 'better', 'new', 'same'] as const).map((tone) => (
                <span key={tone} data-tone={tone}>
                  {t.legend[tone]}
                </span>
              ))}
            </span>
          )}
          <Button small icon="graph" pressed={view === 'picture'} onClick={() => setView(null)}>
            {t.showMap}
          </Button>
          <Button small icon="table" pressed={view === 'table'} onClick={() => setView('table')}>
            {t.showTable}
          </Button>
        </>
      }
    >
      <div ref={ref} className={styles.frame} data-testid="service-map">
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : loading || !data ? (
          <Loading />
        ) : view === 'table' ? (
          <MapTable data={data} compared={compared} selection={selection} onSelect={setSelection} />
        ) : (
          <Canvas data={data} compared={compared} selection={selection} onSelect={setSelection} downwards={narrow} />
        )}
        {data && selection !== '' && <Selection data={data} selection={selection} onClose={() => setSelection(null)} />}
      </div>
    </Card>
  );
}
