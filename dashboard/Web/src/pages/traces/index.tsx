import { useParams } from 'wouter';
import { TraceList } from './TraceList';
import { TracePage } from './TracePage';

export default function TracesPage() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <TraceList /> : <TracePage key={id} id={id.toLowerCase()} />;
}
