// Loaded into a program before anything else: tells in a file, a line each, to what it opens connections and what names it looks up.
import { channel } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const file = process.env.VIGIE_TEST_CONNECTIONS;
const tell = (what) => file && appendFileSync(file, `${what}\n`);

channel('net.client.socket').subscribe(({ socket }) => {
  socket.on('connectionAttempt', (address, port) =>
    tell(address.startsWith('/') ? 'socket of this machine' : `connect ${address} ${port}`),
  );
});
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function told(...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  tell(options?.path ? 'socket of this machine' : `asked ${options?.host ?? 'localhost'} ${options?.port ?? ''}`);
  return connect.apply(this, given);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name];
  dns[name] = (host, ...rest) => {
    tell(`name ${host}`);
    return original(host, ...rest);
  };
}
tell('loaded');
