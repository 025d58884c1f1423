import type { Typed } from './kept-words.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NEVER_KEPT = ['file', 'password', 'submit', 'button', 'search'];

/** What stands in the fields of a form, by their labels and the messages that say them. */
export function typedIn(form: HTMLFormElement, idsOf: (text: string) => readonly string[]): Typed {
  return fieldsOf(form).map((field) => {
    const label = labelOf(field);
    return [label, isBox(field) ? field.checked : field.value, idsOf(label)] as const;
  });
}

/** Whether what was typed belongs under a label that stands on the form, in whichever language it was typed. */
function sameLabel([label, , ids]: Typed[number], other: string, idsOf: (text: string) => readonly string[]): boolean {
  return label === other || idsOf(other).some((id) => ids.includes(id));
}

/** Puts what was typed back as a hand would, so that the page takes it as typed; gives what has no field yet. */
export function typeAgain(form: HTMLFormElement, typed: Typed, idsOf: (text: string) => readonly string[]): Typed {
  const fields = fieldsOf(form);
  return typed.filter((entry) => {
    const [, value] = entry;
    const field = fields.find((each) => sameLabel(entry, labelOf(each), idsOf));
    if (field === undefined) return true;
    if (typeof value === 'boolean') {
      if (isBox(field) && field.checked !== value) field.click();
      return false;
    }
    if (field.value === value || isBox(field)) return false;
    // A choice may come later, with the colleagues or countries that the server names.
    if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value)) return true;
    // Set past React, which then sees another value than the one it wrote.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    return false;
  });
}

function fieldsOf(form: HTMLFormElement): readonly Field[] {
  return [...form.elements].filter(isField);
}

function isField(element: Element): element is Field {
  if (element instanceof HTMLSelectElement) return true;
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return false;
  return !element.readOnly && !NEVER_KEPT.includes(element.type) && labelOf(element) !== '';
}

function isBox(field: Field): field is HTMLInputElement {
  return field.type === 'checkbox' || field.type === 'radio';
}

function labelOf(field: Field): string {
  return field.labels?.[0]?.textContent?.trim() ?? '';
}
