import { useId, type ReactNode } from 'react';
import { loginWanted, setSessionKey } from '@/api/client';
import { useSettings, useStore, session } from '@/app';
import { changeSettings, type Clock, type Theme } from '@/app/settings';
import { Button, Card, Page } from '@/components';
import { useMessages, type Language } from '@/i18n';
import { messages } from './messages';
import styles from './Settings.module.css';

export default function SettingsPage() {
  const t = useMessages(messages);
  const settings = useSettings();
  const facts = useStore(session);
  return (
    <Page title={t.title} scroll>
      <div className={styles.settings}>
        <Card title={t.look}>
          <Choice
            label={t.theme}
            text={t.themeText}
            value={settings.theme}
            options={[
              ['system', t.system],
              ['light', t.light],
              ['dark', t.dark],
            ]}
            onChange={(theme) => changeSettings({ theme: theme as Theme })}
          />
          <Choice
            label={t.language}
            text={t.languageText}
            value={settings.language}
            options={[
              ['en', 'English'],
              ['ko', '한국어'],
            ]}
            onChange={(language) => changeSettings({ language: language as Language })}
          />
          <Choice
            label={t.clock}
            text={t.clockText}
            value={settings.clock}
            options={[
              ['auto', t.auto],
              ['12', t.h12],
              ['24', t.h24],
            ]}
            onChange={(clock) => changeSettings({ clock: clock as Clock })}
          />
        </Card>
        <Card title={t.keys}>
          <Choice
            label={t.shortcuts}
            text={t.shortcutsText}
            value={settings.shortcuts ? 'on' : 'off'}
            options={[
              ['on', t.on],
              ['off', t.off],
            ]}
            onChange={(value) => changeSettings({ shortcuts: value === 'on' })}
          />
        </Card>
        <Card title={t.about}>
          {facts && (
            <>
              <Row label={t.application}>{facts.application}</Row>
              <Row label={t.version}>{facts.version}</Row>
              {facts.instance !== '' && <Row label={t.instance}>{facts.instance}</Row>}
              <Row label={t.security}>{facts.secured ? t.secured : t.unsecured}</Row>
            </>
          )}
          {facts?.secured && (
            <Row label={t.logout} text={t.logoutText}>
              <Button
                tone="danger"
                onClick={() => {
                  setSessionKey(null);
                  loginWanted.set(true);
                }}
              >
                {t.logout}
              </Button>
            </Row>
          )}
          <Row label={t.reset} text={t.resetText}>
            <Button
              onClick={() => {
                for (const key of Object.keys(localStorage)) if (key !== 'dashboard.key') localStorage.removeItem(key);
                window.location.reload();
              }}
            >
              {t.resetButton}
            </Button>
          </Row>
        </Card>
      </div>
    </Page>
  );
}

function Row({ label, text, children }: { label: string; text?: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <div>
        <div className={styles.label}>{label}</div>
        {text && <div className={styles.text}>{text}</div>}
      </div>
      <div>{children}</div>
    </div>
  );
}

function Choice({ label, text, value, options, onChange }: { label: string; text: string; value: string; options: readonly (readonly [string, string])[]; onChange(value: string): void }) {
  const id = useId();
  return (
    <fieldset className={styles.row}>
      <div>
        <legend className={styles.label}>{label}</legend>
        <div className={styles.text}>{text}</div>
      </div>
      <div className={styles.options}>
        {options.map(([option, name]) => (
          <label key={option} className={styles.option}>
            <input type="radio" name={id} value={option} checked={value === option} onChange={() => onChange(option)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
