import { useState } from 'react';
import { ApiError } from '@/api/client';
import { login } from '@/app/login';
import { useTitle } from '@/app/title';
import { Button } from '@/components/Button';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import styles from './Login.module.css';

export default function LoginPage() {
  const t = useMessages(messages);
  const [token, setToken] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useTitle(t.title);

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      await login(tokenOf(token));
    } catch (failure) {
      setError(failure instanceof ApiError && failure.status !== 401 && failure.status !== 403 ? failure.message : t.wrong);
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className={styles.login}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <h1>{t.title}</h1>
        <p>{t.text}</p>
        <label>
          <span>{t.token}</span>
          <input type="password" autoFocus autoComplete="off" value={token} aria-invalid={error !== null} aria-describedby="login-hint" onChange={(event) => setToken(event.target.value)} />
        </label>
        <p id="login-hint" role={error ? 'alert' : undefined} data-error={error !== null || undefined}>
          {error ?? t.where}
        </p>
        <Button type="submit" tone="primary" disabled={busy || token.trim() === ''}>
          {t.submit}
        </Button>
      </form>
    </main>
  );
}

/** People paste the whole link as often as the token. */
function tokenOf(text: string): string {
  const match = /[?&]t=([^&\s]+)/.exec(text);
  return match ? decodeURIComponent(match[1]!) : text.trim();
}
