import { useState } from 'react';
import { Button, CopyButton, Dialog, Property, PropertyList, TextVisualizer } from '@/components';
import { useMessages } from '@/i18n';
import type { Attribute } from './api';
import { filterFor, type Filter } from './filters';
import { messages } from './messages';

const long = 240;

/** Attributes with their values: copy, read in full, and filter by them. */
export function AttributeList({ attributes, onFilter }: { attributes: readonly Attribute[]; onFilter?: ((filter: Filter) => void) | undefined }) {
  const t = useMessages(messages);
  const [shown, setShown] = useState<Attribute | null>(null);
  return (
    <PropertyList>
      {attributes.map((attribute) => (
        <Property
          key={attribute.key}
          name={attribute.key}
          mono
          actions={
            <>
              {onFilter && <Button small tone="subtle" icon="filter" aria-label={t.only} onClick={() => onFilter(filterFor(attribute.key, attribute.value, true))} />}
              {onFilter && <Button small tone="subtle" icon="eyeOff" aria-label={t.not} onClick={() => onFilter(filterFor(attribute.key, attribute.value, false))} />}
              {(attribute.value.length > 60 || attribute.kind === 'map' || attribute.kind === 'array') && <Button small tone="subtle" icon="fit" aria-label={t.view} onClick={() => setShown(attribute)} />}
              <CopyButton text={attribute.value} />
            </>
          }
        >
          {attribute.value.length > long ? `${attribute.value.slice(0, long)}…` : attribute.value}
        </Property>
      ))}
      {shown && (
        <Dialog title={shown.key} onClose={() => setShown(null)} wide>
          <TextVisualizer text={shown.value} name={shown.key} />
        </Dialog>
      )}
    </PropertyList>
  );
}
