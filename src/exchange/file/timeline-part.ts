import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import type { Block } from './file-document.ts';
import type { Telling } from './telling.ts';

/** What happened, in order, in the words of the timeline of the case. */
export function timelinePart({ timeline }: CaseFileData, { say }: Telling): Block[] {
  return [
    { type: 'heading', level: 1, text: say('timeline') },
    timeline.length === 0
      ? { type: 'paragraph', text: say('none') }
      : {
          type: 'table',
          caption: say('timelineCaption'),
          columns: [
            { title: say('when'), width: 3 },
            { title: say('what'), width: 3 },
            { title: say('who'), width: 3 },
            { title: say('toward'), width: 3 },
            { title: say('words'), width: 4 },
            { title: say('source'), width: 3.4 },
          ],
          rows: timeline.map(({ when, precision, what, who, toward, details, source }) => [
            ...[precision === '' ? when : `${when}\n${precision}`, what, who, toward, details, source],
          ]),
        },
  ];
}
