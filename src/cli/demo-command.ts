import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { DEFAULT_OPTIONS } from '../scan-options.ts';
import { writeWorld } from '../synthetic/write-world.ts';
import { runScan } from './scan-command.ts';
import { scanText } from './scan-text.ts';

const DEMO = fileURLToPath(new URL('../../demo', import.meta.url));

export function demoCommand(): Command {
  return new Command('demo')
    .description('Make the demo world on first run, scan it, show the first leads and name the report.')
    .addOption(new Option('--lang <language>', 'en or fr').choices(['en', 'fr']).default(DEFAULT_OPTIONS.language))
    .action(async ({ lang }: { lang: 'en' | 'fr' }) => {
      const world = join(DEMO, 'world');
      if (!existsSync(join(world, 'world.json'))) {
        console.error('Making the demo world: everybody in it is synthetic …');
        await writeWorld({ preset: 'demo' }, world);
      }
      const output = await runScan(
        {
          ...DEFAULT_OPTIONS,
          files: [join(world, 'transfers.csv')],
          places: join(world, 'places.csv'),
          out: join(DEMO, 'leads'),
          language: lang,
        },
        false,
      );
      console.log(scanText(output, lang, 5));
    });
}
