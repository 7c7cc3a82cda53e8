import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useId } from 'react';
import type { InputField } from '@/api/resources';
import { useMessages, defineMessages } from '@/i18n';
import { Markdown } from './Markdown';
import styles from './InputForm.module.css';

const messages = defineMessages({
  en: {
    required: 'A value is needed.',
    number: 'This has to be a number.',
    tooLong: (most: number) => `At most ${most} characters.`,
    choose: 'Choose…',
  },
  ko: {
    required: '값이 필요합니다.',
    number: '숫자여야 합니다.',
    tooLong: (most: number) => `최대 ${most}자입니다.`,
    choose: '선택…',
  },
});

export type InputValues = Record<string, string | null>;

export type InputProblem = 'required' | 'number' | { tooLong: number };

/** What is wrong with a value before the host is asked; null where nothing is. */
export function problemOf(field: InputField, value: string | null): InputProblem | null {
  const text = value ?? '';
  if (field.type === 'Boolean') return null;
  if (text.trim() === '') return field.required ? 'required' : null;
  if (field.type === 'Number' && !Number.isFinite(Number(text))) return 'number';
  if (field.maxLength !== null && text.length > field.maxLength) return { tooLong: field.maxLength };
  return null;
}

export function initialValues(fields: readonly InputField[]): InputValues {
  return Object.fromEntries(fields.map((field) => [field.name, field.value ?? (field.type === 'Boolean' ? 'false' : null)]));
}

interface Props {
  fields: readonly InputField[];
  values: InputValues;
  onChange(name: string, value: string): void;
  /** After an attempt: shows what is wrong. */
  validate: boolean;
  /** What the host refused, by name. */
  errors?: Readonly<Record<string, readonly string[]>>;
}

/** Typed inputs of a command or a prompt. */
export function InputForm({ fields, values, onChange, validate, errors }: Props) {
  return (
    <div className={styles.form}>
      {fields.map((field, index) => (
        <Control
          key={field.name}
          field={field}
          value={values[field.name] ?? null}
          autoFocus={index === 0}
          onChange={(value) => onChange(field.name, value)}
          validate={validate}
          errors={[...(errors?.[field.name] ?? []), ...field.errors]}
        />
      ))}
    </div>
  );
}

interface ControlProps {
  field: InputField;
  value: string | null;
  onChange(value: string): void;
  validate: boolean;
  errors: string[];
  autoFocus: boolean;
}

function Control({ field, value, onChange, validate, errors, autoFocus }: ControlProps) {
  const t = useMessages(messages);
  const id = useId();
  const problem = validate ? problemOf(field, value) : null;
  const said = problem === null ? errors : [problem === 'required' ? t.required : problem === 'number' ? t.number : t.tooLong(problem.tooLong)];
  const label = field.label ?? field.name;
  const hint = field.description && (field.isDescriptionMarkdown ? <Markdown text={field.description} /> : field.description);
  const focus = autoFocus ? { 'data-autofocus': true } : {};
  if (field.type === 'Boolean') {
    return (
      <Field hint={hint} validationMessage={said.join(' ') || undefined}>
        <Checkbox {...focus} label={label} disabled={field.disabled} checked={value === 'true'} onChange={(_, data) => onChange(data.checked === true ? 'true' : 'false')} />
      </Field>
    );
  }
  const list = field.type === 'Choice' && field.allowCustomChoice && (
    <datalist id={id}>
      {field.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </datalist>
  );
  return (
    <>
      {list}
      <Field label={label} required={field.required} hint={hint} validationMessage={said.join(' ') || undefined}>
      {field.type === 'Choice' && !field.allowCustomChoice ? (
        <Select {...focus} disabled={field.disabled} value={value ?? ''} onChange={(_, data) => onChange(data.value)}>
          <option value="">{field.placeholder ?? t.choose}</option>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          {...focus}
          disabled={field.disabled}
          type={field.type === 'SecretText' ? 'password' : 'text'}
          inputMode={field.type === 'Number' ? 'decimal' : undefined}
          autoComplete={field.type === 'SecretText' ? 'new-password' : 'off'}
          list={field.type === 'Choice' ? id : undefined}
          placeholder={field.placeholder ?? undefined}
          maxLength={field.maxLength ?? undefined}
          value={value ?? ''}
          onChange={(_, data) => onChange(data.value)}
        />
      )}
      </Field>
    </>
  );
}
