// A process of its own that lays out a file: however large or odd the data are, the server goes on, and nothing is half kept.
// Standard input: a FileDocument as JSON; standard output: the number of pages in four bytes, then the PDF. What is wrong goes to standard error.

import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { NodeCompiler, type PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { FileDocument } from './file-document.ts';

/** Nothing lies there: the template is given as a text and its data as a file that is none, and there is nothing else to read. */
const NOWHERE = '/vigie-file-of-nothing';
/** The enum of the library is for its own types alone. */
const PDF_A_2A = 'a-2a' as PdfStandard.A_2a;

function render(document: FileDocument): Buffer {
  const at = new Date(document.asOf);
  const date = [
    ...[at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()],
    ...[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()],
  ];
  const compiler = NodeCompiler.create({ workspace: NOWHERE });
  compiler.mapShadow(`${NOWHERE}/file.json`, Buffer.from(JSON.stringify({ ...document, date })));
  const template = readFileSync(new URL('file.typ', import.meta.url), 'utf8');
  const compiled = compiler.compile({ mainFileContent: template });
  const { result } = compiled;
  if (result === null) {
    const error = compiled.takeError();
    throw new Error(error === null ? 'nothing was laid out' : JSON.stringify(error.shortDiagnostics));
  }
  const pages = Buffer.alloc(4);
  pages.writeUInt32BE(result.numOfPages);
  const options = { pdfStandard: PDF_A_2A, pdfTags: true, creationTimestamp: Math.floor(at.getTime() / 1000) };
  return Buffer.concat([pages, compiler.pdf(result, options)]);
}

/** When memory runs out, the system ends this process before the database and the server. */
function goFirst(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Not Linux, or not allowed: the system chooses by itself.
  }
}

new Worker(new URL('end-with-server.ts', import.meta.url));
goFirst();
try {
  const pdf = render(JSON.parse(await text(process.stdin)) as FileDocument);
  process.stdout.write(pdf, () => process.exit(0));
} catch (error) {
  // The compiler throws a list of what is wrong.
  const wrong = Array.isArray(error)
    ? error.map((each) => String((each as { code?: unknown }).code ?? each))
    : [String(error)];
  process.stderr.write(wrong.join('\n').slice(0, 4000), () => process.exit(1));
}
