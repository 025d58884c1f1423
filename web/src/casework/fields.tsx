import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useRefusal } from '../look/refused-fields.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { isDay, isDayWithin } from './days.ts';

interface Field {
  readonly label: string;
  /** As it is sent, a JSON Pointer: there it is said what the server refuses of it. */
  readonly field?: string | undefined;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Line({
  label,
  field,
  hint,
  value,
  longest = 200,
  type = 'text',
  inputMode,
  required = false,
  onChange,
}: Field & {
  readonly longest?: number;
  readonly type?: 'text' | 'email' | 'date' | 'time' | 'month' | 'datetime-local';
  readonly inputMode?: 'numeric';
  readonly required?: boolean;
}) {
  const refusal = useRefusal(field, value);
  return (
    <TextInput
      type={type}
      inputMode={inputMode}
      required={required}
      withAsterisk={false}
      label={label}
      error={refusal}
      description={hint}
      value={value}
      maxLength={longest}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function Words({ label, field, hint, value, longest = 2000, onChange }: Field & { readonly longest?: number }) {
  const refusal = useRefusal(field, value);
  return (
    <Textarea
      label={label}
      error={refusal}
      description={hint}
      value={value}
      rows={3}
      maxLength={longest}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A day, and in words which days it can be when it is none of them. */
export function DayField({
  label,
  field,
  hint,
  value,
  from = '1800-01-01',
  to = '2199-12-31',
  onChange,
}: Field & { readonly from?: string; readonly to?: string }) {
  const refusal = useRefusal(field, value);
  const say = useSay();
  const formats = useFormats();
  const isOutside = isDay(value) && !isDayWithin(value, from, to);
  return (
    <TextInput
      type="date"
      label={label}
      error={isOutside ? say('day.outside', { from: formats.day(from), to: formats.day(to) }) : refusal}
      description={hint}
      value={value}
      min={from}
      max={to}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function Choice<Value extends string>({
  label,
  field,
  hint,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly field?: string | undefined;
  readonly hint?: string | undefined;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const refusal = useRefusal(field, value);
  return (
    <NativeSelect
      label={label}
      error={refusal}
      description={hint}
      value={value}
      data={[...options]}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    />
  );
}
