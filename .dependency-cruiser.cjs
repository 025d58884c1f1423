// The folder order of DESIGN: data flows one way; a folder imports only from folders above it in this list.
const order = ['engine', 'transfers', 'facts', 'network', 'indicators', 'leads', 'report'];
module.exports = {
  forbidden: [
    ...order.map((folder, index) => ({
      name: `${folder}-imports-only-from-above`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${[...order.slice(index + 1), 'scan\\.ts', 'synthetic', 'casework', 'exchange', 'server', 'cli'].join('|')})` },
    })),
    { name: 'synthetic-is-apart', severity: 'error', from: { path: '^src/synthetic/' }, to: { path: '^src/(network|indicators|leads|report|scan\\.ts|cli)' } },
    { name: 'nothing-imports-the-cli', severity: 'error', from: { pathNot: '^src/cli/' }, to: { path: '^src/cli/' } },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
