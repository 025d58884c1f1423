import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Fragment, jsx, jsxs } from './guarded-jsx.ts';

const HIDDEN = 'a\u202eb';
const SEEN = 'a⟨U+202E⟩b';

function Bold({ children }: { readonly children: string }) {
  return jsx('b', { children });
}

describe('whatever an element shows', () => {
  it('is spelled out, wherever in it the text stands', () => {
    const inner = jsx('b', { children: HIDDEN });
    const element = jsxs('p', { 'aria-label': HIDDEN, title: HIDDEN, children: [HIDDEN, [HIDDEN, 7], inner, null] });
    const page = renderToStaticMarkup(jsxs(Fragment, { children: [element, HIDDEN] }));
    expect(page).toBe(`<p aria-label="${SEEN}" title="${SEEN}">${SEEN}${SEEN}7<b>${SEEN}</b></p>${SEEN}`);
  });

  it('is spelled out once, through components too', () => {
    expect(renderToStaticMarkup(jsx(Bold, { children: HIDDEN }))).toBe(`<b>${SEEN}</b>`);
  });

  it('keeps its lines, its spaces that do not break and its accents', () => {
    const text = 'Première ligne\nDeuxième\u00a0: 1\u202f000 €\te\u0301';
    expect(renderToStaticMarkup(jsx('p', { children: text }))).toBe(`<p>${text}</p>`);
  });
});

it('What is in a field stays as it was typed: it is saved again', () => {
  const field = jsx('input', { value: HIDDEN, placeholder: HIDDEN, readOnly: true });
  expect(renderToStaticMarkup(field)).toContain(`value="${HIDDEN}"`);
  expect(renderToStaticMarkup(field)).toContain(`placeholder="${SEEN}"`);
});

it('An element in which nothing is hidden is made from what was given', () => {
  const children = ['one', 'two'];
  expect(jsxs('p', { children }).props).toMatchObject({ children });
  expect((jsxs('p', { children }).props as { children: unknown }).children).toBe(children);
});
