import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackError, type PackProblem } from '../../indicators/pack-error.ts';
import { YamlSource } from '../../indicators/yaml-source.ts';
import { fieldsRefused, type RefusedField, refusedFor } from '../field-refusals.ts';
import type { Two } from '../refusals.ts';
import {
  type ClockHead,
  type ClockRule,
  clockFileSchema,
  clockHeadSchema,
  clockRuleSchema,
  type Notice,
} from './clock-schema.ts';

/** The kinds of requests and everything that is known of their time, read once and never changed in place. */
export interface ClockPack extends ClockHead {
  readonly rules: readonly ClockRule[];
  readonly notices: readonly Notice[];
  /** Of the files: which rules a request went by can be proved later. */
  readonly sha256: string;
}

interface ClockFile {
  readonly name: string;
  readonly text: string;
}

export const CLOCKS_FOLDER = fileURLToPath(new URL('../../../packs/clocks', import.meta.url));

/** Reads a folder of clocks. Throws a PackError that names file, line, column and what to write instead. */
export function loadClockPack(folder = CLOCKS_FOLDER): ClockPack {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return readClockPack(names.sort().map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') })));
}

/** Reads the files of a pack of clocks; see `loadClockPack`. */
export function readClockPack(files: readonly ClockFile[]): ClockPack {
  const problems: PackProblem[] = [];
  const headFile = files.find(({ name }) => name === 'pack.yaml');
  if (headFile === undefined)
    throw new PackError([{ file: 'pack.yaml', line: 1, column: 1, message: 'clocks need one pack.yaml' }]);
  const headSource = new YamlSource(headFile.name, headFile.text);
  const head = valueRead(headSource.read(clockHeadSchema), [...headSource.syntaxProblems], problems);
  const parts = files
    .filter((file) => file !== headFile)
    .map(({ name, text }) => {
      const source = new YamlSource(name, text);
      return { source, file: valueRead(source.read(clockFileSchema), [...source.syntaxProblems], problems) };
    });
  if (head === null || problems.length > 0) throw new PackError(problems);
  const seen = new Set<string>();
  for (const { source, file } of parts)
    for (const list of ['rules', 'notices'] as const)
      for (const [index, entry] of (file?.[list] ?? []).entries()) {
        const say: Say = (field, [, english]) => {
          problems.push(source.problem([list, index, field], `${entry.id}: ${english}`));
        };
        if (seen.has(entry.id)) say('id', refusedFor('id_taken'));
        seen.add(entry.id);
        checkApplies(entry, head, say);
        const rule = list === 'rules' ? file?.rules[index] : undefined;
        if (rule !== undefined) checkRule(rule, head, say);
      }
  const rules = parts.flatMap(({ file }) => file?.rules ?? []);
  for (const [, english] of silentKinds(head, rules)) problems.push(headSource.problem(['kinds'], english));
  if (problems.length > 0) throw new PackError(problems);
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${name}\0${text.length}\0${text}`);
  return { ...head, rules, notices: parts.flatMap(({ file }) => file?.notices ?? []), sha256: hash.digest('hex') };
}

/** A rule as an administrator wrote it, read against a pack; or what is refused of it. */
export function readRule(
  written: unknown,
  pack: ClockPack,
): { readonly rule: ClockRule } | { readonly refused: readonly RefusedField[] } {
  const result = clockRuleSchema.safeParse(written, { reportInput: true });
  if (!result.success) return { refused: fieldsRefused(result.error.issues) };
  const refused: RefusedField[] = [];
  const say: Say = (field, says) => refused.push({ field: `/${field}`, says });
  checkApplies(result.data, pack, say);
  checkRule(result.data, pack, say);
  if (pack.notices.some(({ id }) => id === result.data.id)) say('id', refusedFor('id_taken'));
  for (const says of silentKinds(pack, withRules(pack, [result.data]).rules)) refused.push({ field: '', says });
  return refused.length > 0 ? { refused } : { rule: result.data };
}

/** The pack with these rules in the place of those with the same id, or beside them. */
export function withRules(pack: ClockPack, own: readonly ClockRule[]): ClockPack {
  const byId = new Map(pack.rules.map((rule) => [rule.id, rule]));
  for (const rule of own) byId.set(rule.id, rule);
  return { ...pack, rules: [...byId.values()] };
}

function valueRead<T>(
  result: { readonly value: T } | { readonly problems: readonly PackProblem[] },
  syntax: readonly PackProblem[],
  problems: PackProblem[],
): T | null {
  problems.push(...syntax);
  if ('value' in result) return result.value;
  if (syntax.length === 0) problems.push(...result.problems);
  return null;
}

type Say = (field: string, says: Two) => unknown;

function checkApplies(entry: Notice | ClockRule, head: ClockHead, say: Say): void {
  for (const kind of entry.kinds)
    if (!head.kinds.some(({ id }) => id === kind)) say('kinds', refusedFor('no_such_kind', kind));
  for (const field of ['countries', 'own_countries'] as const)
    for (const name of entry[field] ?? [])
      if (!/^[A-Z]{2}$/.test(name) && !(name in head.groups)) say(field, refusedFor('no_such_group', name));
}

function checkRule(rule: ClockRule, head: ClockHead, say: Say): void {
  for (const field of ['ladder', 'urgent_ladder'] as const) {
    const ladder = rule[field];
    if (ladder !== undefined && !(ladder in head.ladders)) say(field, refusedFor('no_such_ladder', ladder));
  }
  const traits = head.kinds.filter(({ id }) => rule.kinds.includes(id)).flatMap((kind) => kind.traits);
  for (const field of ['with_traits', 'without_traits'] as const)
    for (const trait of rule[field])
      if (!traits.some(({ id }) => id === trait)) say(field, refusedFor('no_such_trait', trait));
  const { extension } = rule;
  for (const length of [rule.length, rule.urgent_length ?? rule.length])
    if (extension?.length !== undefined && extension.named_day_only !== true && extension.length.unit !== length.unit)
      say('extension', refusedFor('extension_unit'));
  if (rule.means === 'protection_ends' && rule.counting !== 'earliest_end') say('counting', refusedFor('earliest_end'));
}

/** Silence is never unnoticed: each kind has, for each addressee, a rule to ask again that nothing narrows. */
function silentKinds(head: ClockHead, rules: readonly ClockRule[]): readonly Two[] {
  return head.kinds.flatMap((kind) =>
    kind.addressees
      .filter((addressee) => !rules.some((rule) => alwaysAsksAgain(rule, kind.id, addressee)))
      .map((addressee) => refusedFor('silent_kind', `${kind.id} → ${addressee}`)),
  );
}

function alwaysAsksAgain(rule: ClockRule, kind: string, addressee: string): boolean {
  return (
    rule.means === 'ask_again' &&
    rule.again &&
    rule.starts.includes('sent') &&
    rule.kinds.includes(kind) &&
    (rule.addressees?.some((each) => each === addressee) ?? true) &&
    rule.where === 'anywhere' &&
    rule.urgency === 'any' &&
    [rule.countries, rule.own_countries, rule.in_force_from, rule.in_force_until].every((each) => each === undefined) &&
    rule.with_traits.length + rule.without_traits.length === 0
  );
}
