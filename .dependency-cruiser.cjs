// The folder order of DESIGN: data flows one way; a folder imports only from folders above it in this list.
const order = ['engine', 'transfers', 'facts', 'network', 'indicators', 'leads', 'report', 'casework', 'exchange', 'server'];
/** They stand between `report` and `casework`: the folders above know nothing of them. */
const whole = ['scan\\.ts', 'synthetic'];
const below = (folder) => [
  ...order.slice(order.indexOf(folder) + 1),
  ...(order.indexOf(folder) < order.indexOf('casework') ? whole : []),
];
module.exports = {
  forbidden: [
    ...order.map((folder) => ({
      name: `${folder}-imports-only-from-above`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${[...below(folder), 'cli'].join('|')})` },
    })),
    { name: 'synthetic-is-apart', severity: 'error', from: { path: '^src/synthetic/' }, to: { path: '^src/(network|indicators|leads|report|scan\\.ts|casework|exchange|server|cli)' } },
    { name: 'nothing-imports-the-cli', severity: 'error', from: { pathNot: '^(src/cli|test)/' }, to: { path: '^src/cli/' } },
    // What the report and the client must write alike, and what needs nothing but the language.
    { name: 'the-client-knows-the-api-alone', severity: 'error', from: { path: '^web/src/' }, to: { path: '^(src|web/dev|web/test)/', pathNot: '^src/report/(formats|ticks)\\.ts$' } },
    { name: 'nothing-imports-the-client', severity: 'error', from: { path: '^src/' }, to: { path: '^web/' } },
    {
      name: 'pages-do-not-import-pages',
      severity: 'error',
      from: { path: '^web/src/(leads|lead|sign-in|find|trends|audit|administration|import|runs|cases|people|children|care)/' },
      to: { path: '^web/src/(leads|lead|sign-in|find|trends|audit|administration|import|runs|cases|people|children|care)/', pathNot: ['^web/src/$1/'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
