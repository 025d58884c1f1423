import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { Language } from '../report/language.ts';
import { DEFAULT_OPTIONS } from '../scan-options.ts';
import { writeWorld } from '../synthetic/write-world.ts';
import { sayIn } from './say-in.ts';
import { runScan } from './scan-command.ts';
import { scanText } from './scan-text.ts';

const DEMO = fileURLToPath(new URL('../../demo', import.meta.url));

export function demoCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('demo')
    .description(
      say(
        'Make the demo world on first run, scan it, show the first leads and name the report.',
        'Fabrique le monde de démonstration la première fois, l’analyse, montre les premières pistes et nomme le rapport.',
      ),
    )
    .action(async (_: object, command: Command) => {
      const { lang } = command.optsWithGlobals<{ lang?: Language }>();
      const world = join(DEMO, 'world');
      if (!existsSync(join(world, 'world.json'))) {
        console.error(
          say(
            'Making the demo world: everybody in it is synthetic …',
            'Fabrication du monde de démonstration : toutes ses personnes sont fictives…',
          ),
        );
        await writeWorld({ preset: 'demo' }, world);
      }
      const output = await runScan(
        {
          ...DEFAULT_OPTIONS,
          files: [join(world, 'transfers.csv')],
          places: join(world, 'places.csv'),
          out: join(DEMO, 'leads'),
          language: lang ?? null,
        },
        false,
        language,
      );
      console.log(scanText(output, language, 5));
    });
}
