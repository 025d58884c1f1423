import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import type { Block } from './file-document.ts';
import { monthWords, type Telling } from './telling.ts';

type Person = CaseFileData['read']['people' | 'children'][number];
type Referral = CaseFileData['referrals'] extends ReadonlyMap<string, readonly (infer R)[]> ? R : never;
type Said = CaseFileData['statements'] extends ReadonlyMap<string, readonly (infer S)[]> ? S : never;

/** Children first, by their working names. */
export function childrenPart({ read, statements, referrals }: CaseFileData, telling: Telling): Block[] {
  const { say, label, formats } = telling;
  return [
    { type: 'heading', level: 1, text: say('children') },
    ...(read.children.length === 0
      ? [{ type: 'paragraph' as const, text: say('noChild'), style: 'strong' as const }]
      : read.children.flatMap((child): Block[] => [
          { type: 'heading', level: 2, text: child.workingName },
          { type: 'paragraph', text: label('capacity', child.capacity) },
          ...mergedBlocks(child, telling),
          {
            type: 'table',
            caption: say('statuses', child.workingName),
            columns: [
              { title: say('track'), width: 2 },
              { title: say('state'), width: 3 },
              { title: say('holder'), width: 3 },
              { title: say('next'), width: 6 },
              { title: say('by'), width: 2.4 },
            ],
            rows: child.statuses.map(({ track, state, holder, nextStep, nextOn }) => [
              ...[label('track', track), label('childState', state), holder.name, nextStep],
              nextOn === null ? '' : formats.day(nextOn),
            ]),
          },
          ...referralBlocks(child.workingName, referrals.get(child.id) ?? [], telling),
          ...saidBlocks(child, statements.get(child.id) ?? [], telling),
        ])),
    { type: 'heading', level: 2, text: say('search') },
    {
      type: 'table',
      caption: say('searchCaption'),
      columns: [
        { title: say('holder'), width: 3 },
        { title: say('next'), width: 8 },
        { title: say('by'), width: 3 },
        { title: say('entered'), width: 4 },
      ],
      rows: read.searches.map(({ holder, nextStep, nextOn, by, at }) => [
        ...[holder.name, nextStep, nextOn === null ? say('searchEnded') : formats.day(nextOn)],
        `${by.name}, ${formats.minute(at)}`,
      ]),
    },
  ];
}

/** To whom a child was referred and what came of it. What services write of a child, and who consented, stays with them. */
function referralBlocks(name: string, referrals: readonly Referral[], { say, label, formats }: Telling): Block[] {
  if (referrals.length === 0) return [{ type: 'paragraph', text: say('noReferral'), style: 'soft' }];
  return [
    {
      type: 'table',
      caption: say('referrals', name),
      columns: [
        { title: say('service'), width: 4 },
        { title: say('ground'), width: 4.4 },
        { title: say('state'), width: 2.6 },
        { title: say('stepsOf'), width: 5 },
      ],
      rows: referrals.map(({ serviceName, outside, basis, basisWords, basisOn, state, by, at, answers }) => [
        outside ? `${serviceName} ${say('outsideService')}` : serviceName,
        [`${label('basis', basis)}, ${formats.day(basisOn)}`, ...(basis === 'legal_basis' ? [basisWords] : [])].join(
          '\n',
        ),
        state === 'proposed' ? say('unanswered') : label('referral.state', state),
        [{ answer: 'proposed', by, at }, ...answers]
          .map((step) =>
            say('pair', label('referral.state', step.answer), `${step.by.name}, ${formats.minute(step.at)}`),
          )
          .join('\n'),
      ]),
    },
  ];
}

/** Persons concerned and others, with what is said of each. */
export function peoplePart({ read, statements }: CaseFileData, telling: Telling): Block[] {
  const { say, label, formats } = telling;
  return [
    { type: 'heading', level: 1, text: say('facts') },
    { type: 'paragraph', text: say('factsWhat'), style: 'soft' },
    ...(['concerned', 'other'] as const).flatMap((population): Block[] => {
      const people = read.people.filter((person) => person.population === population);
      return [
        { type: 'heading', level: 2, text: say(population === 'concerned' ? 'concerned' : 'others') },
        ...(people.length === 0 ? [{ type: 'paragraph' as const, text: say('none') }] : []),
        ...people.flatMap((person): Block[] => [
          { type: 'heading', level: 3, text: person.workingName },
          { type: 'paragraph', text: formats.list(person.capacities.map((each) => label('capacity', each))) },
          ...mergedBlocks(person, telling),
          ...saidBlocks(person, statements.get(person.id) ?? [], telling),
        ]),
      ];
    }),
  ];
}

/** Which other records are this person, by whom that was found, when and why. */
function mergedBlocks({ merged }: Person, { say }: Telling): Block[] {
  return merged.map(({ workingName, by, at, reason }) => ({
    type: 'paragraph',
    text: say('mergedRecord', workingName, by.name, at, reason),
  }));
}

function saidBlocks({ workingName, merged }: Person, statements: readonly Said[], telling: Telling): Block[] {
  const { say, label, formats } = telling;
  if (statements.length === 0) return [{ type: 'paragraph', text: say('nothingSaid'), style: 'soft' }];
  return [
    {
      type: 'table',
      caption: say('saidOf', workingName),
      columns: [
        { title: say('about'), width: 2.6 },
        { title: say('says'), width: 5 },
        { title: say('source'), width: 5 },
        { title: say('entered'), width: 3.6 },
      ],
      rows: statements.map((said) => [
        label('saidField', said.field),
        [valueWords(said.value, telling), ...standingWords(said.standing, telling)].join('\n'),
        [
          say('pair', label('source', said.sourceKind), said.source),
          ...(said.knownOn === null ? [] : [say('knownOn', said.knownOn)]),
          ...(said.basis === '' ? [] : [say('basis', said.basis)]),
        ].join('\n'),
        [
          `${said.by.name}, ${formats.minute(said.at)}`,
          ...merged.filter(({ id }) => id === said.personId).map((record) => say('saidOn', record.workingName)),
        ].join('\n'),
      ]),
    },
  ];
}

function standingWords(standing: Said['standing'], { say }: Telling): string[] {
  if (standing === null || standing.standing === 'stands') return [];
  return [
    standing.standing === 'adopted'
      ? say('adopted', standing.by.name)
      : say('setAside', standing.by.name, standing.reason),
  ];
}

/** What a statement says, in words. */
export function valueWords(value: Said['value'], { say, formats, language }: Telling): string {
  if ('from' in value) return say('years', value.from, value.to);
  if ('date' in value) {
    if (value.exact === 'day') return formats.day(value.date);
    if (value.exact === 'year') return value.date.slice(0, 4);
    return monthWords(value.date, language);
  }
  if ('country' in value)
    return [...(value.text === undefined ? [] : [value.text]), formats.country(value.country)].join(', ');
  return value.text;
}
