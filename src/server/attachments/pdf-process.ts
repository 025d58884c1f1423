// A process of its own that reads the text of a PDF: whatever is in the file can neither harm nor stop the server.
// Standard input: the PDF; standard output: { text, pages, pagesWithoutText, embeddedFiles } or { refused }.

import { buffer } from 'node:stream/consumers';
import { getDocumentProxy } from 'unpdf';

const MOST_PAGES = 2000;
/** Of text; what is kept is bounded again where it is kept. */
const MOST_CHARACTERS = 10 << 20;
/** What a text does not hold, and halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Its text alone: no picture is decoded, no script runs, and of files within it only their number is asked for. */
async function read(file: Uint8Array): Promise<object> {
  const pdf = await getDocumentProxy(file, {
    ...{ disableFontFace: true, useSystemFonts: false, isEvalSupported: false, stopAtErrors: false, verbosity: 0 },
    ...{ enableXfa: false, isImageDecoderSupported: false, isOffscreenCanvasSupported: false },
  });
  if (pdf.numPages > MOST_PAGES) return { refused: 'pdf_too_much' };
  const pages: string[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items
      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
      .join('')
      .replaceAll(CONTROLS, '')
      .toWellFormed()
      .trim();
    page.cleanup();
    characters += text.length;
    if (characters > MOST_CHARACTERS) return { refused: 'pdf_too_much' };
    pages.push(text);
  }
  const embedded: unknown = await pdf.getAttachments().catch(() => null);
  const pagesWithoutText = pages.filter((text) => text === '').length;
  return {
    text: pagesWithoutText === pages.length ? '' : pages.join('\n\f\n'),
    ...{ pages: pages.length, pagesWithoutText, embeddedFiles: sizeOf(embedded) },
  };
}

function sizeOf(embedded: unknown): number {
  if (embedded instanceof Map) return embedded.size;
  return embedded === null || typeof embedded !== 'object' ? 0 : Object.keys(embedded).length;
}

function refusal(error: unknown): object {
  const { name } = error as { name?: string };
  return { refused: name === 'PasswordException' ? 'pdf_protected' : 'pdf_unreadable' };
}

const answer = await read(new Uint8Array(await buffer(process.stdin))).catch(refusal);
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
