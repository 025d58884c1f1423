import Table from 'cli-table3';
import { Command } from 'commander';
import { dataFolder } from '../casework/data-folder.ts';
import { visibleJson } from '../engine/spelled-out.ts';
import type { Language } from '../report/language.ts';
import { examine, type Finding } from './doctor.ts';
import { EXIT } from './exit-codes.ts';
import { type Say, sayIn } from './say-in.ts';

export function doctorCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('doctor')
    .description(
      say(
        'Check everything that the workbench needs and say what to do. Ends with 2 when something is not ok.',
        'Vérifie tout ce dont le poste de travail a besoin et dit quoi faire. Se termine par 2 si quelque chose ne va pas.',
      ),
    )
    .option('--json', say('print the findings as JSON', 'afficher les constats en JSON'))
    .action(async ({ json }: { readonly json?: boolean }) => {
      const findings = await examine(dataFolder());
      console.log(
        json ? visibleJson(findings.map((each) => inOne(each, language))) : findingsTable(findings, language, say),
      );
      if (findings.some(({ state }) => state === 'not_ok')) process.exitCode = EXIT.unusableInput;
    });
}

function inOne({ check, state, found, next }: Finding, language: Language): object {
  return { check, state, found: found[language], next: next?.[language] ?? null };
}

function findingsTable(
  findings: readonly Finding[],
  language: Language,
  say: Say,
  width = process.stdout.columns ?? 100,
): string {
  const states = {
    ok: say('ok', 'bien'),
    attention: say('attention', 'attention'),
    not_ok: say('NOT OK', 'À RÉGLER'),
  };
  const table = new Table({
    head: [say('check', 'contrôle'), say('state', 'état'), say('found, and what to do', 'constat, et quoi faire')],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    wrapOnWordBoundary: true,
    colWidths: [22, 12, Math.max(40, Math.min(120, width) - 22 - 12 - 4)],
  });
  for (const { name, state, found, next } of findings)
    table.push([
      name[language],
      states[state],
      next === null ? found[language] : `${found[language]}\n→ ${next[language]}`,
    ]);
  return table.toString();
}
