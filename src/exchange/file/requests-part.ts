import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import { shippedClocks } from '../../casework/requests/rules-in-force.ts';
import type { Block } from './file-document.ts';
import type { Telling } from './telling.ts';

/** What was asked of whom, and what came of it. */
export function requestsPart({ requests }: Pick<CaseFileData, 'requests'>, telling: Telling): Block[] {
  const { say, label, formats, when, two } = telling;
  const kinds = new Map(shippedClocks().pack.kinds.map(({ id, name }) => [id, two(name)]));
  return [
    { type: 'heading', level: 1, text: say('requests') },
    ...(requests.length === 0 ? [{ type: 'paragraph' as const, text: say('none') }] : []),
    ...requests.flatMap(({ row, legalBasis, asked, madeAt, annexes, events, ends }): Block[] => [
      { type: 'heading', level: 2, text: say('request', row.reference, row.addressee) },
      {
        type: 'terms',
        items: [
          [say('kind'), kinds.get(row.kind) ?? row.kind],
          [say('whereTo'), formats.country(row.country)],
          [say('legalBasis'), legalBasis],
          [say('asked'), asked],
          ...(annexes.length === 0 ? [] : [[say('annexes'), annexes.join(' · ')] as const]),
          [say('holder'), row.holder.name],
          [say('written'), formats.minute(madeAt)],
          [
            say('standing'),
            [
              row.silentSince !== null ? say('silentSince', row.silentSince) : label('requestStanding', row.standing),
              ...(row.endedAs === null ? [] : [label('endRequest', row.endedAs)]),
              ...(row.overdue && row.standing !== 'overdue' ? [label('requestStanding', 'overdue')] : []),
            ].join(' · '),
          ],
          ...(row.notSent ? [[say('sending'), label('standing', 'notSent')] as const] : []),
          ...(row.passedOn === null ? [] : [[say('termPassed'), formats.day(row.passedOn)] as const]),
          ...(row.nextOn === null ? [] : [[say('nextOn'), formats.day(row.nextOn)] as const]),
        ],
      },
      ...(events.length === 0
        ? [{ type: 'paragraph' as const, text: say('noEvents'), style: 'soft' as const }]
        : [
            {
              type: 'table' as const,
              caption: say('eventsCaption', row.reference),
              columns: [
                { title: say('when'), width: 3 },
                { title: say('what'), width: 3 },
                { title: say('words'), width: 6 },
                { title: say('entered'), width: 4 },
              ],
              rows: events.map((event) => [
                ...[when(event.at), label('requestEvent', event.kind)],
                [
                  ...(event.until === null ? [] : [say('until', formats.day(event.until))]),
                  event.words,
                  ...(event.struck === null ? [] : [say('struck', event.struck)]),
                ]
                  .filter((each) => each !== '')
                  .join('\n'),
                `${event.by}, ${formats.minute(event.enteredAt)}`,
              ]),
            },
          ]),
      ...(ends.length === 0
        ? []
        : [
            {
              type: 'table' as const,
              caption: say('endsCaption', row.reference),
              columns: [
                { title: say('end'), width: 3 },
                { title: say('why'), width: 5 },
                { title: say('proposed'), width: 4 },
                { title: say('secondPerson'), width: 4 },
              ],
              rows: ends.map((end) => [
                ...[label('endRequest', end.how), end.reason, `${end.by}, ${formats.minute(end.at)}`],
                secondPerson(end.answer, telling),
              ]),
            },
          ]),
    ]),
  ];
}

function secondPerson(
  answer: CaseFileData['requests'][number]['ends'][number]['answer'],
  { say, formats }: Telling,
): string {
  if (answer === null) return say('notAnswered');
  const { agreed, by, at, words } = answer;
  return [say(agreed ? 'agreed' : 'declined'), `${by}, ${formats.minute(at)}`, words].filter(Boolean).join('\n');
}
