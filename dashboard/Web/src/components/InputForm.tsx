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
        <Field
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

function Field({ field, value, onChange, validate, errors, autoFocus }: { field: InputField; value: string | null; onChange(value: string): void; validate: boolean; errors: string[]; autoFocus: boolean }) {
  const t = useMessages(messages);
  const id = useId();
  const problem = validate ? problemOf(field, value) : null;
  const said = problem === null ? errors : [problem === 'required' ? t.required : problem === 'number' ? t.number : t.tooLong(problem.tooLong)];
  const common = {
    id,
    disabled: field.disabled,
    autoFocus,
    'aria-required': field.required,
    'aria-invalid': said.length > 0,
    'aria-describedby': `${id}-more`,
  };
  const label = field.label ?? field.name;
  return (
    <div className={styles.field} data-type={field.type}>
      <label htmlFor={id}>
        {label}
        {field.required && field.type !== 'Boolean' && <span aria-hidden="true"> *</span>}
      </label>
      {field.type === 'Boolean' ? (
        <input {...common} type="checkbox" checked={value === 'true'} onChange={(event) => onChange(event.target.checked ? 'true' : 'false')} />
      ) : field.type === 'Choice' && !field.allowCustomChoice ? (
        <select {...common} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
          <option value="">{field.placeholder ?? t.choose}</option>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <>
          <input
            {...common}
            type={field.type === 'SecretText' ? 'password' : 'text'}
            inputMode={field.type === 'Number' ? 'decimal' : undefined}
            autoComplete={field.type === 'SecretText' ? 'new-password' : 'off'}
            list={field.type === 'Choice' ? `${id}-list` : undefined}
            placeholder={field.placeholder ?? undefined}
            maxLength={field.maxLength ?? undefined}
            value={value ?? ''}
            onChange={(event) => onChange(event.target.value)}
          />
          {field.type === 'Choice' && (
            <datalist id={`${id}-list`}>
              {field.choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </datalist>
          )}
        </>
      )}
      <div id={`${id}-more`} className={styles.more}>
        {said.map((text) => (
          <p key={text} role="alert">
            {text}
          </p>
        ))}
        {field.description && (field.isDescriptionMarkdown ? <Markdown text={field.description} /> : <span>{field.description}</span>)}
      </div>
    </div>
  );
}
