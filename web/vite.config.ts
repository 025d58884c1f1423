import { join } from 'node:path';
import { parse } from '@formatjs/icu-messageformat-parser';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { unbroken } from './src/messages/unbroken.ts';

/** Messages are parsed when the client is built: the browser needs no parser, and a broken message stops the build. */
function parsedMessages(): Plugin {
  return {
    name: 'vigie-parsed-messages',
    enforce: 'pre',
    transform: {
      filter: { id: /\/messages\/(fr|en)\.json$/ },
      handler(code, id) {
        const messages: Record<string, string> = JSON.parse(code);
        const written = id.endsWith('fr.json') ? unbroken : (text: string): string => text;
        const parsed = Object.entries(messages).map(([key, text]) => {
          try {
            return [key, parse(written(text), { ignoreTag: true })];
          } catch (error) {
            throw new Error(`${id}: ${key}: ${error instanceof Error ? error.message : String(error)}`);
          }
        });
        return { code: JSON.stringify(Object.fromEntries(parsed)), map: null };
      },
    },
  };
}

/** Every element is made by `guarded-jsx.ts`, those of the components' library too; that one alone reaches React's own. */
function guardedTexts(): Plugin {
  const guard = join(import.meta.dirname, 'src', 'look', 'guarded-jsx.ts');
  return {
    name: 'vigie-guarded-texts',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^react\/jsx-runtime$/ },
      handler: (_, importer) => (importer === guard ? null : guard),
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [guardedTexts(), parsedMessages(), react()],
  resolve: {
    alias: [
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    ],
  },
  json: { namedExports: false },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // Nothing inlined: the policy of the page allows no data: address.
    assetsInlineLimit: 0,
    target: 'es2023',
    reportCompressedSize: false,
  },
});
