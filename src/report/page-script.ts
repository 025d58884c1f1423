/**
 * What the page does beyond lying still: the two switches, remembered in the address and nowhere else; leads opened by their
 * link; marks of the picture read aloud beneath it; everything opened for printing. Plain JavaScript, no library, no request.
 */
export const pageScript = `(() => {
'use strict';
const root = document.documentElement;
const settings = { language: root.lang, theme: 'auto' };
const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
const preferred = (navigator.languages || [navigator.language]).map((tag) => tag.slice(0, 2)).find((tag) => tag === 'fr' || tag === 'en');
if (preferred) settings.language = preferred;

const readAddress = () => {
  let text = '';
  try { text = decodeURIComponent(location.hash.slice(1)); } catch { return ''; }
  const slash = text.indexOf('/');
  const words = (slash < 0 ? text : text.slice(0, slash)).split(',');
  if (!words.every((word) => ['fr', 'en', 'light', 'dark', 'auto'].includes(word))) return text;
  for (const word of words) {
    if (word === 'fr' || word === 'en') settings.language = word;
    else settings.theme = word;
  }
  return slash < 0 ? '' : text.slice(slash + 1);
};
const address = (target) => '#' + settings.language + (settings.theme === 'auto' ? '' : ',' + settings.theme) + (target ? '/' + target : '');

const show = () => {
  root.lang = settings.language;
  if (settings.theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
  const title = document.querySelector('title');
  if (title) title.textContent = title.dataset[settings.language] || title.textContent;
  for (const button of all('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === settings.language));
  for (const button of all('[data-theme-choice]')) button.setAttribute('aria-pressed', String(button.dataset.themeChoice === settings.theme));
  for (const link of all('a[data-to]')) link.setAttribute('href', address(link.dataset.to));
};

const open = (element) => {
  for (let at = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
};
const go = (id) => {
  const element = id && document.getElementById(id);
  if (!element) return;
  open(element);
  const focus = element instanceof HTMLDetailsElement ? element.querySelector('summary') : element;
  element.scrollIntoView();
  focus.focus({ preventScroll: true });
};

/* Before the first paint: no flash of the other language. */
let target = readAddress();
show();

document.addEventListener('DOMContentLoaded', () => {
  for (const link of all('a[href^="#"]')) link.dataset.to = link.getAttribute('href').slice(1);
  for (const element of all('.needs-script')) element.hidden = false;
  show();
  if (target) go(target);
  addEventListener('hashchange', () => {
    target = readAddress();
    show();
    go(target);
  });

  const keepInPlace = (change) => {
    const anchor = all('main :is(h1,h2,h3,summary,tr,.reason,figure)').find((element) => element.getBoundingClientRect().bottom > 60);
    const before = anchor ? anchor.getBoundingClientRect().top : 0;
    const scrolled = scrollY > 0;
    change();
    if (anchor && scrolled) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('button');
    if (!button) return;
    const { language, themeChoice, open: toOpen, close: toClose, mark } = button.dataset;
    if (language || themeChoice) {
      if (language) settings.language = language;
      if (themeChoice) settings.theme = themeChoice;
      keepInPlace(show);
      history.replaceState(null, '', address(target));
    }
    if (toOpen || toClose) for (const lead of all('#' + (toOpen || toClose) + ' .lead')) lead.open = Boolean(toOpen);
    if (mark) pick(button, mark);
    if ('print' in button.dataset) printOne(button.closest('.lead'));
  });

  /* Evidence, picture and table speak of the same transfers by the same numbers. */
  const numbersOf = (text) => new Set(text.split(', ').flatMap((part) => {
    const [from, to] = part.split('–').map(Number);
    return Array.from({ length: (to || from) - from + 1 }, (_, index) => from + index);
  }));
  const pick = (button, text) => {
    const lead = button.closest('.lead');
    const pressed = button.getAttribute('aria-pressed') !== 'true';
    for (const other of all('[data-mark]', lead)) other.setAttribute('aria-pressed', String(other === button && pressed));
    const wanted = pressed ? numbersOf(text) : new Set();
    const marks = lead.querySelector('.marks');
    marks.classList.toggle('some', pressed);
    Array.from(marks.children).forEach((mark, index) => mark.classList.toggle('picked', wanted.has(index + 1)));
    all('.rows[id] tbody tr', lead).forEach((row, index) => row.classList.toggle('picked', wanted.has(index + 1)));
  };
  const rowOf = (mark) => {
    const rows = mark.closest('.lead').querySelectorAll('.rows[id] tbody tr');
    return rows[Array.from(mark.parentNode.children).indexOf(mark)];
  };
  const visible = (cell) => Array.from(cell.querySelectorAll('x-' + root.lang)).map((part) => part.textContent).join(' ') || cell.textContent;
  document.addEventListener('pointerover', (event) => {
    const mark = event.target.closest && event.target.closest('.marks > *');
    if (!mark) return;
    const row = rowOf(mark);
    const readout = mark.closest('figure').querySelector('.readout');
    if (row && readout) readout.textContent = Array.from(row.cells).slice(0, 7).map(visible).filter((text) => text.trim()).join(' · ');
  });
  document.addEventListener('click', (event) => {
    const mark = event.target.closest && event.target.closest('.marks > *');
    const row = mark && rowOf(mark);
    if (!row) return;
    open(row);
    for (const other of all('tr.picked', row.parentNode)) other.classList.remove('picked');
    row.classList.add('picked');
    row.scrollIntoView({ block: 'center' });
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const opened = document.activeElement && document.activeElement.closest('main details[open]');
    if (!opened) return;
    opened.open = false;
    const summary = opened.querySelector('summary');
    summary.focus();
    summary.scrollIntoView({ block: 'nearest' });
  });

  /* On paper nothing can be opened: everything is. */
  let closed = [];
  const printOne = (lead) => {
    root.dataset.one = '';
    lead.classList.add('one');
    print();
  };
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])', document.querySelector('.one') || document);
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
    closed = [];
    delete root.dataset.one;
    for (const lead of all('.one')) lead.classList.remove('one');
  });
});
})();
`;
