import { Dialog } from '@/components/Dialog';
import { defineMessages, useMessages } from '@/i18n';
import { messages as names } from './messages';
import { pages } from './pages';
import { useSettings } from './settings';
import { helpOpen } from './shortcuts';
import { useStore } from './store';
import styles from './Help.module.css';

const messages = defineMessages({
  en: {
    title: 'Keys, and some help',
    pages: 'Pages',
    pane: 'Details',
    everywhere: 'Everywhere',
    turn: 'Turn: beside or below',
    close: 'Close',
    reset: 'Reset the size',
    size: 'Larger, smaller',
    help: 'This help',
    search: 'Search',
    paste: 'Opens the trace whose id is on the clipboard',
    table: 'In tables: move, open, fold',
    off: 'The keys are switched off in the settings.',
    note: 'Keys are never taken from inputs. They can be switched off in the settings.',
  },
  ko: {
    title: '단축키와 도움말',
    pages: '페이지',
    pane: '세부 정보',
    everywhere: '공통',
    turn: '방향 전환: 옆 또는 아래',
    close: '닫기',
    reset: '크기 초기화',
    size: '크게, 작게',
    help: '이 도움말',
    search: '검색',
    paste: '클립보드의 트레이스 ID를 엽니다',
    table: '표에서 이동, 열기, 접기',
    off: '설정에서 단축키가 꺼져 있습니다.',
    note: '입력 중에는 단축키가 동작하지 않습니다. 설정에서 끌 수 있습니다.',
  },
});

export function Help() {
  const open = useStore(helpOpen);
  return open ? <HelpDialog /> : null;
}

function HelpDialog() {
  const t = useMessages(messages);
  const n = useMessages(names);
  const { shortcuts } = useSettings();
  return (
    <Dialog title={t.title} onClose={() => helpOpen.set(false)}>
      <div className={styles.help}>
        <Keys title={t.pages} keys={pages.flatMap((page) => (page.key ? [[[page.key], n[page.name]] as const] : []))} />
        <div>
          <Keys
            title={t.pane}
            keys={[
              [['T'], t.turn],
              [['X'], t.close],
              [['R'], t.reset],
              [['+', '-'], t.size],
            ]}
          />
          <Keys
            title={t.everywhere}
            keys={[
              [['?'], t.help],
              [['Ctrl K'], t.search],
              [['Ctrl V'], t.paste],
              [['↑', '↓', '↵', '←', '→'], t.table],
            ]}
          />
        </div>
      </div>
      <p className={styles.note}>{shortcuts ? t.note : t.off}</p>
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [readonly string[], string])[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([names, text]) => (
          <div key={text}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
