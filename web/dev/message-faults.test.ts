import { expect, test } from 'vitest';
import { messageFaults } from './message-faults.ts';

const sources = { 'page.tsx': "say('a.title'); say(`role.$" + "{role}`); const WORD = 'b.count';" };
const fr = {
  'a.title': 'Titre',
  'role.payer': 'payeur',
  'b.count': '{count, plural, one {# piste} other {# pistes}}',
};
const en = { 'a.title': 'Title', 'role.payer': 'payer', 'b.count': '{count, plural, one {# lead} other {# leads}}' };

test('finds nothing wrong with messages that are whole', () => {
  expect(messageFaults({ fr, en, sources })).toEqual([]);
});

test('names a message that one language lacks', () => {
  const { 'a.title': _, ...rest } = en;
  expect(messageFaults({ fr, en: rest, sources })).toEqual(['fr.json has a.title, en.json has not']);
});

test('names a message that nothing says, and one that is said and missing', () => {
  expect(messageFaults({ fr: { ...fr, 'a.old': 'x' }, en: { ...en, 'a.old': 'x' }, sources })).toEqual([
    'a.old is used nowhere: delete it from both files',
  ]);
  expect(messageFaults({ fr, en, sources: { ...sources, 'new.tsx': "say('a.new')" } })).toEqual([
    'new.tsx says a.new, which fr.json does not have',
  ]);
});

test('names arguments that differ between the languages', () => {
  expect(messageFaults({ fr, en: { ...en, 'b.count': '{number} leads' }, sources })).toEqual([
    'b.count: the arguments differ: fr {count}, en {number}',
  ]);
});

test('names a message that cannot be read', () => {
  expect(messageFaults({ fr: { ...fr, 'a.title': '{open' }, en, sources })).toEqual([
    'fr.json: a.title is no ICU message',
  ]);
});
