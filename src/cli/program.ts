import { Command, Help } from 'commander';
import { linesInFrench } from '../report/known-sentences.ts';
import { type Language, unbroken } from '../report/language.ts';
import { auditCommand } from './audit-command.ts';
import { backupCommand } from './backup-command.ts';
import { calibrateCommand } from './calibrate-command.ts';
import { custodyCommand } from './custody-command.ts';
import { demoCommand } from './demo-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { explainCommand } from './explain-command.ts';
import { inviteAdministratorCommand } from './invite-administrator-command.ts';
import { linkCommand } from './link-command.ts';
import { restoreCommand } from './restore-command.ts';
import { type Say, sayIn } from './say-in.ts';
import { scanCommand } from './scan-command.ts';
import { serveCommand } from './serve-command.ts';
import { synthCommand } from './synth-command.ts';
import { languageOption } from './terminal-language.ts';

/** The `vigie` command with all its verbs. It throws where commander would end the process. */
export function vigieProgram(language: Language): Command {
  const say = sayIn(language);
  const program = new Command('vigie').description(
    say(
      'Notices the payments behind live-streamed child sexual abuse and financial sexual extortion of children, and explains each lead.',
      'Repère les paiements derrière la diffusion en direct d’abus sexuels d’enfants et l’extorsion sexuelle d’enfants à visée financière, et explique chaque piste.',
    ),
  );
  for (const make of [
    scanCommand,
    explainCommand,
    linkCommand,
    synthCommand,
    evaluateCommand,
    calibrateCommand,
    demoCommand,
    serveCommand,
    auditCommand,
    custodyCommand,
    backupCommand,
    restoreCommand,
    doctorCommand,
    inviteAdministratorCommand,
  ])
    program.addCommand(speaking(make(language), say));
  program.helpCommand('help [command]', say('display help for command', 'affiche l’aide d’une commande'));
  return speaking(program, say);
}

/** Help and errors in the language of the terminal. */
function speaking(command: Command, say: Say): Command {
  // A sign that French sets apart must not begin a line.
  const said = (text: string): string => say(text, unbroken(text));
  const inBrackets = (text: string): string => say(text, commandersWords(text));
  return command
    .addOption(languageOption(say))
    .helpOption('-h, --help', say('display help for command', 'affiche l’aide'))
    .configureHelp({
      boxWrap: (text, width) =>
        new Help().boxWrap(text.replaceAll('\u00a0', HELD_TOGETHER), width).replaceAll(HELD_TOGETHER, '\u00a0'),
      styleTitle: (title) => say(title, TITLES[title] ?? title),
      commandDescription: (each) => said(new Help().commandDescription(each)),
      subcommandDescription: (each) => said(new Help().subcommandDescription(each)),
      argumentDescription: (argument) => said(new Help().argumentDescription(argument)),
      optionDescription: (option) => said(inBrackets(new Help().optionDescription(option))),
    })
    .configureOutput({ outputError: (text, write) => write(say(text, linesInFrench(text))) })
    .exitOverride();
}

/** Stands for a blank at which no line may end while commander wraps: it breaks at every kind of blank. */
const HELD_TOGETHER = '\ue000';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Usage :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};

/** What commander adds to a description stands in brackets. */
function commandersWords(description: string): string {
  return description.replace(/\bchoices: /, 'choix : ').replace(/\bdefault: /, 'par défaut : ');
}
