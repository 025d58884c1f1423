import { NativeSelect, Textarea, TextInput } from '@mantine/core';

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

export function DayField({ label, hint, value, onChange }: Field) {
  return (
    <TextInput
      type="date"
      label={label}
      description={hint}
      value={value}
      min="1800-01-01"
      max="2199-12-31"
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
