// A thread beside the layout, which keeps its own thread busy: ends the whole process when the server ends, however it ends. The server
// holds the other end of this descriptor and writes nothing to it.
import { Socket } from 'node:net';

new Socket({ fd: 3, readable: true, writable: false })
  .on('error', () => undefined)
  .on('close', () => process.kill(process.pid, 'SIGKILL'))
  .resume();
