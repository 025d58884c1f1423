// Receives a megabyte where its test allows files of 100 kB alone.
import { Readable } from 'node:stream';
import { receiveFile } from './receive-file.ts';

const [dataFolder = ''] = process.argv.slice(2);
const chunks = Array.from({ length: 100 }, () => Buffer.alloc(10_000, 'a,b\n'));
const answer = await receiveFile(Readable.from(chunks), dataFolder, 'four', 'x.csv', null).catch(
  (error: Error) => error,
);
process.stdout.write(answer instanceof Error ? answer.name : 'kept');
