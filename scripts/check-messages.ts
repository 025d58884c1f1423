// Static check of the client's texts: both languages whole, nothing unused, the same arguments.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageFaults } from '../web/dev/message-faults.ts';

const web = join(import.meta.dirname, '..', 'web', 'src');
const messages = (language: 'fr' | 'en'): Record<string, string> =>
  JSON.parse(readFileSync(join(web, 'messages', `${language}.json`), 'utf8'));
const sources = Object.fromEntries(
  readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => [`web/src/${path}`, readFileSync(join(web, path), 'utf8')]),
);
const faults = messageFaults({ fr: messages('fr'), en: messages('en'), sources });
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
