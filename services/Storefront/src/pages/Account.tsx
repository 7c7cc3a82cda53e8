import { type FormEvent, useEffect, useState } from 'react';
import { ApiError } from '../api/http';
import { useReason } from '../app/parts';
import { go, Link, usePlace, useTitle } from '../app/router';
import { usePageText } from '../i18n/pages';
import { register, session, signIn } from '../state/session';
import { useStore } from '../state/store';

const seeds = [1, 2, 3].map((number) => `shopper${number}@example.com`);
const seedPassword = 'Passw0rd!';

/** Only to pages of this shop. */
export const safeReturn = (from: string | null): string => (from && /^\/(?![/\\])/.test(from) ? from : '/');

export default function AccountPage({ registering }: { registering: boolean }) {
  const { t, p } = usePageText();
  const { query } = usePlace();
  const signedIn = useStore(session) !== null;
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const reason = useReason();
  const from = query.get('from');
  useTitle(registering ? p.account.register : p.account.signIn, t.shop.name);
  useEffect(() => {
    if (signedIn) go(safeReturn(from), true);
  }, [signedIn, from]);

  const attempt = async (enter: () => Promise<void>) => {
    setWorking(true);
    setProblem(undefined);
    try {
      await enter();
    } catch (error) {
      const known = error instanceof ApiError ? { invalid_credentials: p.account.wrong, email_taken: p.account.taken, '400': p.account.rule }[error.code] : undefined;
      setProblem(known ?? (error instanceof ApiError ? reason(error) : t.common.failed));
      setWorking(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get('email')), String(form.get('password'))];
    void attempt(() => (registering ? register(String(form.get('name')), email, password) : signIn(email, password)));
  };
  const other = from ? `?from=${encodeURIComponent(from)}` : '';
  return (
    <section className="sheet account">
      <h1>{registering ? p.account.register : p.account.signIn}</h1>
      <form onSubmit={submit}>
        {registering && <Field name="name" label={p.account.name} type="text" autoComplete="name" />}
        <Field name="email" label={p.account.email} type="email" autoComplete="email" />
        <Field name="password" label={p.account.password} type="password" autoComplete={registering ? 'new-password' : 'current-password'} hint={registering ? p.account.rule : undefined} />
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="button primary wide" disabled={working}>
          {working ? p.account.working : registering ? p.account.register : p.account.signIn}
        </button>
      </form>
      <p className="faint">
        {registering ? p.account.hasAccount : p.account.noAccount} <Link to={`${registering ? '/login' : '/register'}${other}`}>{registering ? p.account.signIn : p.account.register}</Link>
      </p>
      {window.storefront.development && !registering && (
        <section className="seeds" aria-labelledby="seeds">
          <h2 id="seeds">{p.account.seeds}</h2>
          <p className="faint">
            {p.account.seedsText} <code>{seedPassword}</code>
          </p>
          {seeds.map((email) => (
            <button key={email} type="button" className="button" disabled={working} onClick={() => void attempt(() => signIn(email, seedPassword))}>
              {email}
            </button>
          ))}
        </section>
      )}
    </section>
  );
}

function Field({ name, label, hint, ...rest }: { name: string; label: string; hint?: string; type: string; autoComplete: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <input name={name} required aria-describedby={hint && `${name}-hint`} {...rest} />
      {hint && (
        <small id={`${name}-hint`} className="faint">
          {hint}
        </small>
      )}
    </label>
  );
}
