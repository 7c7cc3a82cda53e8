import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { detailsPane, openPane } from '@/components/Details';
import { pages } from './pages';
import { settings } from './settings';
import { createStore } from './store';
import { traceIdOf } from './traceId';
import { pageUrl } from './url';

export const helpOpen = createStore(false);

/** Whether a key or a paste belongs to what has the focus: text fields, choices, composition of Korean. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], [role="combobox"], [role="listbox"]') !== null);
}

/** Aspire's keys: pages, help, settings, the details pane. A trace id that is pasted outside of inputs opens the trace. */
export function useShortcuts(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!settings.get().shortcuts || event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const page = pages.find((each) => each.key === event.key);
      if (page) navigate(pageUrl(page.path));
      else if (event.key === '?') helpOpen.set(true);
      else if (event.key === 'T') detailsPane.turn();
      else if (event.key === 'X') openPane.get()?.();
      else if (event.key === 'R') detailsPane.reset();
      else if (event.key === '+') detailsPane.grow(0.05);
      else if (event.key === '-') detailsPane.grow(-0.05);
      else return;
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return;
      const id = traceIdOf(event.clipboardData?.getData('text') ?? '');
      if (id) navigate(pageUrl(`/traces/${id}`));
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('paste', onPaste);
    };
  }, [navigate]);
}
