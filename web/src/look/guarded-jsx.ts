// The build puts this in the place of react/jsx-runtime, for the client and its components alike: whatever is shown comes through here,
// so that no page can forget to spell out what somebody has typed. A component gives an element and never a bare text, which would
// not come by; a test sees to that. Values of fields are left as they are: what is saved again must be the same.
import type { ElementType, Key, ReactElement } from 'react';
import { Fragment, jsx as plain, jsxs as plainOfMany } from 'react/jsx-runtime';
import { spelledOut } from './spelled-out.ts';

export { Fragment };

/** Attributes that are read out or shown beside the text. */
const SHOWN = [
  'title',
  'alt',
  'label',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
] as const;

type Props = Readonly<Record<string, unknown>>;

export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  return plain(type, guarded(type, props), key);
}

export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  return plainOfMany(type, guarded(type, props), key);
}

function guarded(type: ElementType, props: Props): Props {
  const changed: Record<string, unknown> = {};
  const { children } = props;
  const shown = Array.isArray(children) ? each(children) : spelled(children);
  if (shown !== children) changed.children = shown;
  // Of a component the same attributes may be anything; it hands on what is shown to an element.
  if (typeof type === 'string')
    for (const name of SHOWN) {
      const text = spelled(props[name]);
      if (text !== props[name]) changed[name] = text;
    }
  return Object.keys(changed).length === 0 ? props : { ...props, ...changed };
}

/** The same list where nothing is hidden: most elements stay as they were made. */
function each(children: readonly unknown[]): readonly unknown[] {
  const shown = children.map((child) => (Array.isArray(child) ? each(child) : spelled(child)));
  return shown.some((child, index) => child !== children[index]) ? shown : children;
}

function spelled(value: unknown): unknown {
  return typeof value === 'string' ? spelledOut(value) : value;
}
