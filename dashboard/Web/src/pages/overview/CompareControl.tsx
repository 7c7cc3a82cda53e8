import { useQuery } from '@/api';
import { useUrlState } from '@/app';
import { Select } from '@/components';
import { useFormat, useMessages } from '@/i18n';
import { messages } from './messages';

interface Run {
  id: string;
  name?: string | null;
  startedAt?: number | null;
  isCurrent?: boolean;
}

/** Holds this window against the one before it or against a run; the choice is in the URL. */
export function CompareControl() {
  const t = useMessages(messages);
  const f = useFormat();
  const [against, setAgainst] = useUrlState('with');
  const [current] = useUrlState('run');
  const { data } = useQuery<{ items: Run[] }>('/api/runs', {}, ['runs']);
  const runs = (data?.items ?? []).filter((run) => run.id !== current && !run.isCurrent);
  return (
    <Select
      label={t.against}
      showLabel
      value={against}
      onChange={setAgainst}
      options={[
        { value: '', label: t.againstNothing },
        { value: 'previous', label: t.againstPrevious },
        ...runs.map((run) => ({ value: `run:${run.id}`, label: t.againstRun(run.name ?? (run.startedAt ? f.dateTime(run.startedAt) : run.id)) })),
      ]}
    />
  );
}
