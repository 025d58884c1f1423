import { loadQualifications } from '../src/casework/qualifications/qualification-pack.ts';
import { table } from './markdown-table.ts';

/** The reference page of candidate qualifications, made from `packs/qualifications`. */
export function qualificationsPage(): string[] {
  const { pack, qualifications } = loadQualifications();
  return [
    '# Candidate qualifications',
    `Version ${pack.version}. What can be offered for a case, and which elements each needs. **This is no legal advice, and nothing is qualified by the program**: colleagues offer a candidate and say which fact speaks to which element; a magistrate decides, apart. The mark of a source: A text of the issuing body, B summary, C from memory, to be checked. Every element is written in our own words, from memory (C): read the text in force. The data stand in \`packs/qualifications\`; a change is a new version.`,
    ...qualifications.flatMap((each) => [
      `## ${each.instrument.en}: ${each.name.en}`,
      `*${each.instrument.fr} : ${each.name.fr}* (\`${each.id}\`, version ${each.version}, mark ${each.source.trust})${each.scope === undefined ? '' : `. ${each.scope.en}`}`,
      table(
        ['element', 'in English', 'in French', 'mark'],
        each.elements.map(({ id, words, trust }) => [`\`${id}\``, words.en, words.fr, trust]),
      ),
    ]),
  ];
}
