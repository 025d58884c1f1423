import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { madePages, ROOT } from '../scripts/docs.ts';
import { vigieProgram } from '../src/cli/program.ts';
import { readPack } from '../src/indicators/read-pack.ts';
import { SUBJECTS_CSV_COLUMNS } from '../src/leads/subjects-csv.ts';
import { parseMapping } from '../src/transfers/tabular/load-mapping.ts';
import { mappingSchema } from '../src/transfers/tabular/mapping.ts';
import { Place } from './support/place.ts';
import { vigie } from './support/vigie.ts';

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...['docs', 'examples'].flatMap(markdownIn),
].sort();
const SCRIPTS = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);

const place = new Place();

const made = [...(await madePages())];

describe('documents', () => {
  it.each(made)('%s is what the code says; if not: npm run docs', (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });

  it.each(DOCUMENTS)('%s has no dead link', (document) => {
    expect(deadLinks(document)).toEqual([]);
  });

  it('are all reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const document of reached)
      for (const { path } of linksOf(document)) if (path.endsWith('.md') && exists(path)) reached.add(path);
    expect(DOCUMENTS.filter((document) => document.startsWith('docs/') && !reached.has(document))).toEqual([]);
  });

  it('name every column of subjects.csv and every key of a mapping', () => {
    const outputs = read('docs/reference/output-files.md');
    const mapping = read('docs/reference/mapping-file.md');
    expect(SUBJECTS_CSV_COLUMNS.filter((column) => !outputs.includes(`\`${column}\``))).toEqual([]);
    expect(Object.keys(mappingSchema.shape).filter((key) => !mapping.includes(`| \`${key}\` |`))).toEqual([]);
  });
});

describe('commands in the documents', () => {
  const commands = DOCUMENTS.flatMap(commandsOf);

  it('are there', () => expect(commands.length).toBeGreaterThan(15));

  it.each(commands.map((command) => [command.line, command] as const))(
    '%s is one that there is',
    async (_, command) => {
      await expect(refusal(command.words)).resolves.toBeNull();
    },
  );

  const own = commands.filter(({ words }) => words[0] === 'scan' && words[1]?.startsWith('examples/'));
  const distinct = new Map(own.map((command) => [command.line, command]));
  it.each([...distinct.values()].map((command) => [command.line, command] as const))(
    '%s does what is said',
    async (_, command) => {
      const out = place.output().directory;
      const at = command.words.indexOf('--out') + 1;
      const words = command.words.map((word, index) =>
        index === at ? out : word.replace(/^examples\//, join(ROOT, 'examples/')),
      );
      const { code, stdout } = await vigie(...words);
      expect(code).toBe(command.endsWith);
      if (code === 0 && !words.includes('fr'))
        expect(stdout).toContain('30 records read: 28 accepted, 1 duplicate, 1 in quarantine.');
    },
  );
});

describe('YAML in the documents', () => {
  const blocks = DOCUMENTS.flatMap((document) => blocksOf(document).filter(({ language }) => language === 'yaml'));
  const beginning = (key: string) =>
    blocks.filter(({ text }) => text.startsWith(`${key}:`)).map(({ document, text }) => [document, text] as const);

  it.each(beginning('columns'))('a mapping in %s is one', (document, text) => {
    expect(() => parseMapping(document, text)).not.toThrow();
  });

  it.each(beginning('indicators'))('a pack in %s is one', (document, text) => {
    const head = beginning('pack').find(([other]) => other === document)?.[1] ?? '';
    const files = [
      { name: 'pack.yaml', text: head },
      { name: 'own.yaml', text },
    ];
    expect(readPack(files).indicators).toHaveLength(1);
  });
});

interface Block {
  readonly document: string;
  /** Of the fence: `sh`, `yaml`, … and what stands after it. */
  readonly language: string;
  readonly flags: string;
  readonly text: string;
}

interface DocumentedCommand {
  readonly line: string;
  /** The words after `vigie`. */
  readonly words: readonly string[];
  /** Exit code, 0 unless the fence says `fails=2`. */
  readonly endsWith: number;
}

function read(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8');
}

function exists(path: string): boolean {
  return existsSync(join(ROOT, path));
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function blocksOf(document: string): Block[] {
  return [...read(document).matchAll(/^```(\w*)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', flags = '', text = '']) => ({
      document,
      language,
      flags,
      text,
    }),
  );
}

function linksOf(document: string): { readonly written: string; readonly path: string; readonly anchor: string }[] {
  const prose = read(document)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, written = '']) => written)
    .filter((written) => !/^[a-z]+:/.test(written))
    .map((written) => {
      const [file = '', anchor = ''] = written.split('#');
      const path = file === '' ? document : relative(ROOT, join(ROOT, dirname(document), file));
      return { written, path, anchor };
    });
}

function deadLinks(document: string): string[] {
  return linksOf(document)
    .filter(({ path, anchor }) => {
      if (!exists(path) || path.startsWith('..')) return true;
      return anchor !== '' && (statSync(join(ROOT, path)).isDirectory() || !anchorsOf(path).has(anchor));
    })
    .map(({ written }) => written);
}

/** Anchors as the usual sites make them from headings. */
function anchorsOf(document: string): Set<string> {
  const headings = [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function commandsOf(document: string): DocumentedCommand[] {
  return blocksOf(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, flags }) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('npm '))
        .map((line) => ({
          line,
          words: (line.split(' || ')[0] ?? '').split(' ').slice(1),
          endsWith: Number(/fails=(\d)/.exec(flags)?.[1] ?? 0),
        })),
    )
    .map(({ words, ...rest }) => ({ ...rest, words: vigieWords(words) }));
}

/** The words after `vigie`; for another script its name in brackets. */
function vigieWords(npmWords: readonly string[]): readonly string[] {
  const said = npmWords.filter((word) => word !== 'run' && word !== '-s');
  const [script = '', separator, ...words] = said;
  return script === 'vigie' && separator === '--' ? words : [`(${script})`];
}

/** Why the command line does not take these words; null when it does. Nothing is run. */
async function refusal(words: readonly string[]): Promise<string | null> {
  const [script] = /^\((.+)\)$/.exec(words[0] ?? '')?.slice(1) ?? [];
  if (script !== undefined) return SCRIPTS.includes(script) ? null : `there is no script ${script}`;
  const absent = words.filter((word) => word.startsWith('examples/') && !exists(word));
  if (absent.length > 0) return `${absent.join(', ')} is not there`;
  const program = await vigieProgram('en');
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeErr: () => {}, writeOut: () => {} });
    if (command !== program) command.action(() => {});
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return null;
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}
