import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { PackError, type PackProblem } from '../../indicators/pack-error.ts';
import { YamlSource } from '../../indicators/yaml-source.ts';
import { fieldsRefused, type RefusedField } from '../field-refusals.ts';
import {
  type Qualification,
  qualificationFileSchema,
  qualificationHeadSchema,
  qualificationSchema,
} from './qualification-schema.ts';

/** What can be offered as a candidate, read once and never changed in place. */
export interface QualificationPack extends z.output<typeof qualificationHeadSchema> {
  readonly qualifications: readonly Qualification[];
}

export const QUALIFICATIONS_FOLDER = fileURLToPath(new URL('../../../packs/qualifications', import.meta.url));

/** Reads a folder of qualifications. Throws a PackError that names file, line, column and what to write instead. */
export function loadQualifications(folder = QUALIFICATIONS_FOLDER): QualificationPack {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return readQualifications(
    names.sort().map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') })),
  );
}

/** Reads the files of a pack of qualifications; see `loadQualifications`. */
export function readQualifications(
  files: readonly { readonly name: string; readonly text: string }[],
): QualificationPack {
  const problems: PackProblem[] = [];
  const headFile = files.find(({ name }) => name === 'pack.yaml');
  if (headFile === undefined)
    throw new PackError([{ file: 'pack.yaml', line: 1, column: 1, message: 'qualifications need one pack.yaml' }]);
  const headSource = new YamlSource(headFile.name, headFile.text);
  const head = headSource.read(qualificationHeadSchema);
  if (!('value' in head)) throw new PackError([...headSource.syntaxProblems, ...head.problems]);
  const seen = new Set<string>();
  const qualifications: Qualification[] = [];
  for (const { name, text } of files.filter((file) => file !== headFile)) {
    const source = new YamlSource(name, text);
    const read = source.read(qualificationFileSchema);
    problems.push(...source.syntaxProblems);
    if (!('value' in read)) {
      if (source.syntaxProblems.length === 0) problems.push(...read.problems);
      continue;
    }
    for (const [index, each] of read.value.qualifications.entries()) {
      if (seen.has(each.id))
        problems.push(
          source.problem(['qualifications', index, 'id'], `${each.id}: this id stands already in the pack`),
        );
      seen.add(each.id);
      qualifications.push(each);
    }
  }
  if (problems.length > 0) throw new PackError(problems);
  return { ...head.value, qualifications };
}

/** A qualification as an administrator wrote it; or what is refused of it. */
export function readQualification(
  written: unknown,
): { readonly qualification: Qualification } | { readonly refused: readonly RefusedField[] } {
  const result = qualificationSchema.safeParse(written, { reportInput: true });
  return result.success ? { qualification: result.data } : { refused: fieldsRefused(result.error.issues) };
}
