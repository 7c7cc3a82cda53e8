import { useEffect, useState } from 'react';
import { useMessages } from '@/i18n';
import { Button } from './Button';
import { messages } from './messages';

/** Copies the text, and shows for a moment that it did. A function is asked only when clicked. */
export function CopyButton({ text, label }: { text: string | (() => string | Promise<string>); label?: string }) {
  const t = useMessages(messages);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      small
      tone="subtle"
      icon={copied ? 'check' : 'copy'}
      aria-label={copied ? t.copied : (label ?? t.copy)}
      onClick={async (event) => {
        event.stopPropagation();
        await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
        setCopied(true);
      }}
    />
  );
}
