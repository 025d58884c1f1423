import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

export interface MessageFiles {
  readonly fr: Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
  /** Text of every source file of the client, by path. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * What is wrong with the messages of the client, a line each: in one language only, not used, used and missing, unreadable, or with
 * arguments that differ between the languages. `say(`role.${role}`)` uses every message that begins with `role.`.
 */
export function messageFaults({ fr, en, sources }: MessageFiles): readonly string[] {
  const faults: string[] = [];
  for (const id of Object.keys(fr)) if (!(id in en)) faults.push(`fr.json has ${id}, en.json has not`);
  for (const id of Object.keys(en)) if (!(id in fr)) faults.push(`en.json has ${id}, fr.json has not`);
  for (const [id, french] of Object.entries(fr)) {
    const english = en[id];
    if (english === undefined) continue;
    const [own, other] = [argumentsOf(french), argumentsOf(english)];
    if (own === null) faults.push(`fr.json: ${id} is no ICU message`);
    if (other === null) faults.push(`en.json: ${id} is no ICU message`);
    if (own !== null && other !== null && own !== other)
      faults.push(`${id}: the arguments differ: fr {${own}}, en {${other}}`);
    if (french.trim() === '' || english.trim() === '') faults.push(`${id} says nothing in one of the languages`);
  }
  const { whole, beginnings } = idsUsed(sources);
  const isUsed = (id: string): boolean => whole.has(id) || [...beginnings.keys()].some((start) => id.startsWith(start));
  for (const id of new Set([...Object.keys(fr), ...Object.keys(en)]))
    if (!isUsed(id)) faults.push(`${id} is used nowhere: delete it from both files`);
  for (const [id, path] of whole)
    if (!(id in fr) && saysIt(sources[path] ?? '', id)) faults.push(`${path} says ${id}, which fr.json does not have`);
  for (const [start, path] of beginnings)
    if (!Object.keys(fr).some((id) => id.startsWith(start)) && (sources[path] ?? '').includes(`say(\`${start}`))
      faults.push(`${path} says ${start}…, of which fr.json has none`);
  return faults;
}

const QUOTED = /(['"])([a-z][A-Za-z]*(?:\.[A-Za-z0-9_]+)*)\1/g;
const BEGUN = /`([a-z][A-Za-z]*(?:\.[A-Za-z0-9_]+)*[._])\$\{/g;

function idsUsed(sources: MessageFiles['sources']) {
  const whole = new Map<string, string>();
  const beginnings = new Map<string, string>();
  for (const [path, text] of Object.entries(sources)) {
    for (const [, , id] of text.matchAll(QUOTED)) if (id !== undefined) whole.set(id, path);
    for (const [, start] of text.matchAll(BEGUN)) if (start !== undefined) beginnings.set(start, path);
  }
  return { whole, beginnings };
}

/** Any quoted word may be an id; one that stands in a call of `say` is one. */
function saysIt(source: string, id: string): boolean {
  return [`say('${id}'`, `say("${id}"`].some((call) => source.includes(call));
}

/** Names and kinds of a message's arguments, in order of the alphabet; null when it cannot be read. */
function argumentsOf(message: string): string | null {
  try {
    const found = new Set<string>();
    collect(parse(message, { ignoreTag: true }), found);
    return [...found].toSorted().join(', ');
  } catch {
    return null;
  }
}

function collect(elements: readonly MessageFormatElement[], found: Set<string>): void {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        break;
      case TYPE.select:
      case TYPE.plural:
        found.add(
          element.type === TYPE.select
            ? `${element.value} (${Object.keys(element.options).toSorted().join('|')})`
            : element.value,
        );
        for (const option of Object.values(element.options)) collect(option.value, found);
        break;
      case TYPE.tag:
        collect(element.children, found);
        break;
      default:
        found.add(element.value);
    }
  }
}
