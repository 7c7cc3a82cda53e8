import { Link } from 'wouter';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { StateIcon, type Tone } from '@/components/StateIcon';
import { TextVisualizer } from '@/components/TextVisualizer';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { hideToast, notices, openResponse, toasts, type Notice } from './notifications';
import { useStore } from './store';
import styles from './Toasts.module.css';

export function toneOfNotice(notice: Notice): Tone {
  return notice.busy ? 'progress' : notice.intent;
}

/** A notice's text, links and response; the same in toast and centre. */
export function NoticeBody({ notice }: { notice: Notice }) {
  const t = useMessages(messages);
  return (
    <div className={styles.body}>
      <strong>{notice.title}</strong>
      {notice.text && <span className={styles.text}>{notice.text}</span>}
      {notice.response && (
        <Button small onClick={() => openResponse.set(notice.response!)}>
          {t.viewResponse}
        </Button>
      )}
      {notice.link && (
        <Link href={notice.link.href} className={styles.link}>
          {notice.link.text}
        </Link>
      )}
    </div>
  );
}

export function Toasts() {
  const t = useMessages(messages);
  const shown = useStore(toasts);
  const all = useStore(notices);
  const response = useStore(openResponse);
  return (
    <>
      <div className={styles.toasts} role="status" aria-live="polite">
        {shown.map((id) => {
          const notice = all.find((each) => each.id === id);
          return (
            notice && (
              <div key={id} className={styles.toast} data-intent={notice.intent}>
                <StateIcon tone={toneOfNotice(notice)} />
                <NoticeBody notice={notice} />
                <Button tone="subtle" small icon="close" aria-label={t.dismiss} onClick={() => hideToast(id)} />
              </div>
            )
          );
        })}
      </div>
      {response && (
        <Dialog wide title={response.title} onClose={() => openResponse.set(null)}>
          <TextVisualizer text={response.text} format={response.format} name="response" />
        </Dialog>
      )}
    </>
  );
}
