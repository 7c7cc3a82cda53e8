import { useState } from 'react';
import type { ResourceSnapshot } from '@/api/resources';
import { notify } from '@/app/notifications';
import { Button, CopyButton, DetailsSection, Dialog, Property, PropertyList, TextVisualizer } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { reveal } from './reveal';
import styles from './Resources.module.css';

/** The environment, every value masked until it is asked for; one, or all at once. */
export function Environment({ resource, filter }: { resource: ResourceSnapshot; filter: string }) {
  const t = useMessages(messages);
  const [values, setValues] = useState<Readonly<Record<string, string | null>>>({});
  const [open, setOpen] = useState<string | null>(null);
  const variables = resource.environment.filter((each) => filter === '' || each.name.toLowerCase().includes(filter.toLowerCase()) || each.value?.toLowerCase().includes(filter.toLowerCase()));
  const anyShown = Object.keys(values).length > 0;

  const ask = async (name: string): Promise<string> => {
    const known = values[name] ?? resource.environment.find((each) => each.name === name)?.value;
    return known ?? (await reveal(resource.id, 'environment', name)) ?? '';
  };
  const guarded = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      notify({ intent: 'error', title: t.environment, text: error instanceof Error ? error.message : String(error) });
    }
  };
  const toggle = (name: string) =>
    guarded(async () => {
      if (name in values) {
        const { [name]: _, ...rest } = values;
        setValues(rest);
      } else {
        const value = await ask(name);
        setValues((old) => ({ ...old, [name]: value }));
      }
    });
  const toggleAll = () =>
    guarded(async () => {
      if (anyShown) setValues({});
      else setValues(JSON.parse((await reveal(resource.id, 'environment', '*')) ?? '{}') as Record<string, string>);
    });

  return (
    <DetailsSection
      id="environment"
      title={t.environment}
      count={resource.environment.length}
      open={false}
      actions={<Button small tone="subtle" icon={anyShown ? 'eyeOff' : 'eye'} aria-label={anyShown ? t.hideAll : t.revealAll} onClick={() => void toggleAll()} />}
    >
      <PropertyList>
        {variables.map(({ name }) => {
          const value = values[name];
          const shown = value !== undefined;
          return (
            <Property
              key={name}
              name={name}
              mono
              actions={
                <>
                  <Button small tone="subtle" icon={shown ? 'eyeOff' : 'eye'} aria-label={`${shown ? t.hide : t.reveal}: ${name}`} onClick={() => void toggle(name)} />
                  <CopyButton text={() => ask(name)} />
                  {shown && (value?.length ?? 0) > 80 && <Button small tone="subtle" icon="fit" aria-label={`${t.view}: ${name}`} onClick={() => setOpen(name)} />}
                </>
              }
            >
              {shown ? (
                value
              ) : (
                <span className={styles.masked} aria-label={t.masked}>
                  ••••••
                </span>
              )}
            </Property>
          );
        })}
      </PropertyList>
      {open !== null && (
        <Dialog wide title={open} onClose={() => setOpen(null)}>
          <TextVisualizer text={values[open] ?? ''} name={open} />
        </Dialog>
      )}
    </DetailsSection>
  );
}
