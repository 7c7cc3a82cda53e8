import { Loading, Page } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';

export default function ConsolePage() {
  const t = useMessages(messages);
  return (
    <Page title={t.title}>
      <Loading />
    </Page>
  );
}
