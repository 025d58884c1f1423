import { Command } from 'commander';
import { CaseworkError } from '../casework/casework-error.ts';
import { dataFolder } from '../casework/data-folder.ts';
import type { Language } from '../report/language.ts';
import type { Serving } from '../server/serve.ts';
import { EXIT } from './exit-codes.ts';
import { upTo } from './machine-options.ts';
import { type Say, sayIn } from './say-in.ts';
import { untilStopped } from './until-stopped.ts';

interface Flags {
  readonly host: string;
  readonly port: number;
  readonly demonstration?: boolean;
}

/** `vigie serve`: the workbench, until it is told to stop. */
export function serveCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('serve')
    .description(
      say(
        'Start the workbench: the database, the jobs and the pages. It makes no request to the outside.',
        'Démarre l’atelier : la base de données, les tâches et les pages. Il n’envoie aucune requête vers l’extérieur.',
      ),
    )
    .option('--host <address>', say('address to listen on', 'adresse d’écoute'), '127.0.0.1')
    .option('--port <n>', say('port to listen on', 'port d’écoute'), upTo(65_535), 4180)
    .option(
      '--demonstration',
      say('bring the synthetic world on the first run', 'apporter le monde fictif à la première exécution'),
    )
    .action(async (flags: Flags) => {
      const serving = await start(flags);
      console.log(say(`The workbench is at ${serving.origin}`, `L’atelier est à l’adresse ${serving.origin}`));
      const { firstAdministratorLink, demonstrationLink } = serving;
      if (firstAdministratorLink !== null) console.log(`\n${firstLink(firstAdministratorLink, say)}`);
      if (demonstrationLink !== null) console.log(`\n${demonstration(demonstrationLink, say)}`);
      console.log(say('\nCtrl-C stops it.', '\nCtrl-C l’arrête.'));
      process.exitCode = EXIT.done;
      await untilStopped(process, () => process.exit(EXIT.stopped));
      console.log(say('Stopping …', 'Arrêt…'));
      await serving.close();
    });
}

async function start({ host, port, demonstration = false }: Flags): Promise<Serving> {
  // The server is three quarters of all modules: the other verbs do not wait for it.
  const { serve } = await import('../server/serve.ts');
  try {
    return await serve({
      ...{ host, port, demonstration, dataFolder: dataFolder().path, origin: process.env.VIGIE_ORIGIN || null },
      environment: process.env,
      log: (text) => console.error(`${new Date().toISOString()} ${text}`),
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    throw new CaseworkError(
      `The workbench cannot listen on ${host}:${port} (${code}). Is one running already? Stop it, or name another port with --port.`,
      `L’atelier ne peut pas écouter sur ${host}:${port} (${code}). Est-il déjà démarré ? L’arrêter, ou nommer un autre port avec --port.`,
      { cause: error },
    );
  }
}

function firstLink(link: string, say: Say): string {
  return say(
    `There is no administrator yet. Open this link to become it; it works once, for a day:\n  ${link}`,
    `Il n’y a pas encore d’administrateur. Ouvrir ce lien pour le devenir ; il sert une fois, pendant un jour :\n  ${link}`,
  );
}

function demonstration(link: string, say: Say): string {
  return say(
    `To look at the demonstration as an analyst (everybody in it is synthetic), open this link in another browser or a private window:\n  ${link}`,
    `Pour regarder la démonstration en tant qu’analyste (toutes ses personnes sont fictives), ouvrir ce lien dans un autre navigateur ou une fenêtre privée :\n  ${link}`,
  );
}
