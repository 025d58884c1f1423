type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Typed = readonly (readonly [label: string, value: string | boolean])[];

const NEVER_KEPT = ['file', 'password', 'submit', 'button', 'search'];

/** What stands in the fields of a form, by their labels. */
export function typedIn(form: HTMLFormElement): Typed {
  return fieldsOf(form).map((field) => [labelOf(field), isBox(field) ? field.checked : field.value] as const);
}

/** Puts what was typed back as a hand would, so that the page takes it as typed; gives what has no field yet. */
export function typeAgain(form: HTMLFormElement, typed: Typed): Typed {
  const fields = fieldsOf(form);
  return typed.filter(([label, value]) => {
    const field = fields.find((each) => labelOf(each) === label);
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
