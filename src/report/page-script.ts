/**
 * What the page does beyond lying still: the two switches, remembered in the address and nowhere else; leads opened by their
 * link; marks of the picture read aloud beneath it; everything opened for printing. Plain JavaScript, no library, no request.
 */
export const pageScript = String.raw`(() => {
'use strict';
const root = document.documentElement;
const settings = { language: root.lang, theme: 'auto' };
const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
const preferred = (navigator.languages || [navigator.language]).map((tag) => tag.slice(0, 2)).find((tag) => tag === 'fr' || tag === 'en');
if (preferred && !('asked' in root.dataset)) settings.language = preferred;

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

/* Long tables hold their figures once. British and French figures differ only in their separators. */
const turnFigures = () => {
  if (document.readyState === 'loading' || root.dataset.figures === settings.language) return;
  root.dataset.figures = settings.language;
  const toFrench = settings.language === 'fr';
  const turn = toFrench
    ? (text) => text.replace(/,/g, '\u202f').replace(/\./g, ',')
    : (text) => text.replace(/,/g, '.').replace(/\u202f/g, ',');
  for (const table of all('table[class]')) {
    const places = Array.from(table.classList).filter((name) => /^f\d+$/.test(name)).map((name) => Number(name.slice(1)) - 1);
    if (places.length === 0) continue;
    for (const row of table.tBodies[0].rows) for (const place of places) {
      const text = row.cells[place].firstChild;
      if (text && text.nodeType === Node.TEXT_NODE) text.data = turn(text.data);
    }
  }
};

const show = () => {
  root.lang = settings.language;
  if (settings.theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
  const title = document.querySelector('title');
  if (title) title.textContent = title.dataset[settings.language] || title.textContent;
  for (const button of all('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === settings.language));
  for (const button of all('[data-theme-choice]')) button.setAttribute('aria-pressed', String(button.dataset.themeChoice === settings.theme));
  turnFigures();
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
  for (const element of all('.needs-script')) element.hidden = false;
  const button = document.getElementById('mark-button');
  for (const link of all('.evidence a')) link.closest('p').after(button.content.cloneNode(true));
  show();
  if (target) go(target);
  addEventListener('hashchange', () => {
    target = readAddress();
    history.replaceState(null, '', address(target));
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
    const { language, themeChoice, open: toOpen, close: toClose, } = button.dataset;
    if (language || themeChoice) {
      if (language) settings.language = language;
      if (themeChoice) settings.theme = themeChoice;
      keepInPlace(show);
      history.replaceState(null, '', address(target));
    }
    if (toOpen || toClose) for (const lead of all('#' + (toOpen || toClose) + ' .lead')) lead.open = Boolean(toOpen);
    if ('mark' in button.dataset) pick(button, button.closest('.evidence').querySelector('a').textContent);
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
    const picture = lead.querySelector('.timeline');
    for (const drawn of all('.picked', picture)) drawn.remove();
    picture.classList.toggle('some', pressed);
    const group = picture.appendChild(document.createElementNS(picture.namespaceURI, 'g'));
    group.setAttribute('class', 'marks picked');
    pointsOf(lead).forEach((point, index) => {
      point.row.classList.toggle('picked', wanted.has(index + 1));
      if (!wanted.has(index + 1)) return;
      const drawn = group.appendChild(document.createElementNS(picture.namespaceURI, 'path'));
      drawn.setAttribute('class', point.kind);
      drawn.setAttribute('d', 'M' + point.x + ' ' + point.y);
    });
  };
  /* One point of the picture for each row of the table: points of a kind stand in the order of the rows of that kind. */
  const known = new WeakMap();
  const pointsOf = (lead) => {
    if (known.has(lead)) return known.get(lead);
    const queues = {};
    for (const path of all('.marks:not(.picked) path', lead)) {
      const numbers = path.getAttribute('d').slice(1).split(' ').map(Number);
      queues[path.getAttribute('class')] = Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[2 * index], numbers[2 * index + 1]]);
    }
    const points = all('.rows[id] tbody tr', lead).map((row) => {
      const kind = row.cells[2].className || 'hd';
      const [x, y] = queues[kind].shift();
      return { row, kind, x, y };
    });
    known.set(lead, points);
    return points;
  };
  const nearest = (event) => {
    const picture = event.target.closest && event.target.closest('.timeline');
    if (!picture) return undefined;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    let best;
    let least = 100;
    for (const point of pointsOf(picture.closest('.lead'))) {
      const distance = (point.x - at.x) ** 2 + (point.y - at.y) ** 2;
      if (distance <= least) { least = distance; best = point; }
    }
    return { picture, point: best };
  };
  const visible = (cell) => cell.cellIndex === 2 ? getComputedStyle(cell, '::after').content.replace(/"/g, '') : Array.from(cell.querySelectorAll('x-' + root.lang)).map((part) => part.textContent).join(' ') || cell.textContent;
  document.addEventListener('pointermove', (event) => {
    const found = nearest(event);
    if (!found) return;
    const { picture, point } = found;
    picture.classList.toggle('near', Boolean(point));
    let ring = picture.querySelector('.here');
    if (!point) { if (ring) ring.remove(); return; }
    if (!ring) {
      ring = picture.appendChild(document.createElementNS(picture.namespaceURI, 'circle'));
      ring.setAttribute('class', 'here');
    }
    ring.setAttribute('cx', point.x);
    ring.setAttribute('cy', point.y);
    const words = Array.from(point.row.cells).slice(0, 7).map(visible).filter((text) => text.trim());
    picture.closest('figure').querySelector('.readout').textContent = words.join(' · ');
  });
  document.addEventListener('click', (event) => {
    const found = nearest(event);
    if (!found || !found.point) return;
    const { row } = found.point;
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
