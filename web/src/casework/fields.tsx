import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { isDay, isDayWithin } from './days.ts';

interface Field {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Line({ label, hint, value, longest = 200, onChange }: Field & { readonly longest?: number }) {
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      maxLength={longest}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function Words({ label, hint, value, longest = 2000, onChange }: Field & { readonly longest?: number }) {
  return (
    <Textarea
      label={label}
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
  hint,
  value,
  from = '1800-01-01',
  to = '2199-12-31',
  onChange,
}: Field & { readonly from?: string; readonly to?: string }) {
  const say = useSay();
  const formats = useFormats();
  const isOutside = isDay(value) && !isDayWithin(value, from, to);
  return (
    <TextInput
      type="date"
      label={label}
      description={hint}
      error={isOutside ? say('day.outside', { from: formats.day(from), to: formats.day(to) }) : undefined}
      value={value}
      min={from}
      max={to}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function Choice<Value extends string>({
  label,
  hint,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <NativeSelect
      label={label}
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
