import { Command, Help } from 'commander';
import { linesInFrench } from '../report/known-sentences.ts';
import { type Language, unbroken } from '../report/language.ts';
import { type Say, sayIn } from './say-in.ts';
import { languageOption } from './terminal-language.ts';

type MakesCommand = (language: Language) => Command;

/** Each verb with what loads it, in the order of the help. */
const VERBS: Readonly<Record<string, () => Promise<MakesCommand>>> = {
  scan: async () => (await import('./scan-command.ts')).scanCommand,
  explain: async () => (await import('./explain-command.ts')).explainCommand,
  link: async () => (await import('./link-command.ts')).linkCommand,
  synth: async () => (await import('./synth-command.ts')).synthCommand,
  evaluate: async () => (await import('./evaluate-command.ts')).evaluateCommand,
  calibrate: async () => (await import('./calibrate-command.ts')).calibrateCommand,
  demo: async () => (await import('./demo-command.ts')).demoCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
  audit: async () => (await import('./audit-command.ts')).auditCommand,
  custody: async () => (await import('./custody-command.ts')).custodyCommand,
  backup: async () => (await import('./backup-command.ts')).backupCommand,
  restore: async () => (await import('./restore-command.ts')).restoreCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  'invite-administrator': async () => (await import('./invite-administrator-command.ts')).inviteAdministratorCommand,
};

/**
 * The `vigie` command: with the verb that its first word is, else with all its verbs. What the others need would take a quarter of
 * the time until a command begins. It throws where commander would end the process.
 */
export async function vigieProgram(language: Language, firstWord = ''): Promise<Command> {
  const say = sayIn(language);
  const program = new Command('vigie').description(
    say(
      'Notices the payments behind live-streamed child sexual abuse and financial sexual extortion of children, and explains each lead.',
      'Repère les paiements derrière la diffusion en direct d’abus sexuels d’enfants et l’extorsion sexuelle d’enfants à visée financière, et explique chaque piste.',
    ),
  );
  const verbs = Object.hasOwn(VERBS, firstWord) ? [firstWord] : Object.keys(VERBS);
  for (const verb of verbs) {
    const make = await VERBS[verb]?.();
    if (make) program.addCommand(speaking(make(language), say));
  }
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
