import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import type { Block } from './file-document.ts';
import { valueWords } from './people-parts.ts';
import type { Telling } from './telling.ts';

type Candidate = CaseFileData['candidates'][number];
type Fact = Candidate['elements'][number]['facts'][number]['fact'];

/** Candidate qualifications, and apart from them what a magistrate decided. */
export function candidatesPart({ candidates }: CaseFileData, telling: Telling): Block[] {
  const { say, label, formats, two } = telling;
  return [
    { type: 'heading', level: 1, text: say('candidates') },
    { type: 'paragraph', text: say('candidatesWhat'), style: 'notice' },
    ...(candidates.length === 0 ? [{ type: 'paragraph' as const, text: say('none') }] : []),
    ...candidates.flatMap(({ qualification, words, by, elements, setAside, decisions }): Block[] => [
      { type: 'heading', level: 2, text: say('pair', two(qualification.instrument), two(qualification.name)) },
      { type: 'paragraph', text: say('pair', say('candidateWhy', by.name), words) },
      { type: 'paragraph', text: label('candidate.trust', qualification.source.trust), style: 'soft' },
      ...setAside
        .filter(({ struck }) => struck === null)
        .map((said) => ({
          ...{ type: 'paragraph' as const, style: 'strong' as const },
          text: say('isSetAside', said.by.name, said.words),
        })),
      {
        type: 'table',
        caption: say('candidateCaption'),
        columns: [
          { title: say('element'), width: 5 },
          { title: say('side'), width: 1.8 },
          { title: say('fact'), width: 6.4 },
          { title: say('entered'), width: 3.4 },
        ],
        rows: qualification.elements.flatMap((element) => elementRows(element, elements, telling)),
      },
      { type: 'heading', level: 3, text: say('magistrate') },
      ...(decisions.length === 0
        ? [{ type: 'paragraph' as const, text: say('undecided') }]
        : [
            {
              type: 'terms' as const,
              items: decisions.map(
                (made) =>
                  [
                    `${label('candidate.decision', made.decision)}, ${formats.day(made.on)}`,
                    `${made.words} (${made.by.name}, ${formats.minute(made.at)})`,
                  ] as const,
              ),
            },
          ]),
    ]),
  ];
}

function elementRows(
  { id, words, trust }: Candidate['qualification']['elements'][number],
  elements: Candidate['elements'],
  telling: Telling,
): string[][] {
  const { say, formats, two } = telling;
  const said = elements.find((each) => each.id === id);
  const name = `${two(words)} (${trust})`;
  const facts = (said?.facts ?? []).filter(({ struck }) => struck === null);
  const rows = [
    ...facts.map(({ side, fact, words: how, by, at }) => [
      ...[
        say(side === 'for' ? 'sideFor' : 'sideAgainst'),
        [factWords(fact, telling), how].filter((each) => each !== '').join('\n'),
      ],
      `${by.name}, ${formats.minute(at)}`,
    ]),
    ...(said?.missing ?? [])
      .filter(({ struck }) => struck === null)
      .map(({ words: what, by, at }) => [say('missing'), what, `${by.name}, ${formats.minute(at)}`]),
    ...(facts.some(({ side }) => side === 'for') ? [] : [['', say('nothingFor'), '']]),
  ];
  // The element stands in each of its rows: a row is read by itself.
  return rows.map((row) => [name, ...row]);
}

function factWords(fact: Fact, telling: Telling): string {
  const { say, label, when, two } = telling;
  switch (fact.kind) {
    case 'lead':
      if (fact.headline === null) return say('leadWithheld');
      return `${say('leadFact', two(fact.headline))}${fact.indicator === null ? '' : `, ${fact.indicator}`}`;
    case 'evidence':
      return say('pair', say('item', fact.number), fact.description);
    case 'request_event':
      return say(
        'pair',
        say('request', fact.reference, fact.addressee),
        [label('requestEvent', fact.event), when(fact.at), fact.words].filter((each) => each !== '').join(', '),
      );
    case 'event':
      return `${label('fact', 'event')} ${two(fact.words)}${fact.stands ? '' : ` (${label('fact', 'eventChanged')})`}`;
    case 'statement':
      return say(
        'pair',
        `${fact.workingName}, ${label('saidField', fact.field)}`,
        `${valueWords(fact.value, telling)} (${fact.source})`,
      );
  }
}
