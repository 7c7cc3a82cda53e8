import { useEffect } from 'react';
import { Store, useStore } from '../state/store';
import { Link } from './router';

interface Toast {
  text: string;
  link?: { to: string; text: string };
  bad?: boolean;
}

const shown = new Store<Toast | null>(null);
const lifetime = 5000;

export const say = (toast: Toast): void => shown.set(toast);

export function Toasts() {
  const toast = useStore(shown);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => shown.set(null), lifetime);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toast && (
        <p className={toast.bad ? 'toast bad' : 'toast'}>
          {toast.text}
          {toast.link && (
            <Link to={toast.link.to} onClick={() => shown.set(null)}>
              {toast.link.text}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}
