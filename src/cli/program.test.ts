import { expect, it } from 'vitest';
import { vigieProgram } from './program.ts';

it('The French help begins no line with a sign that belongs to the word before', () => {
  const program = vigieProgram('fr');
  for (const command of [program, ...program.commands])
    for (const width of [40, 60, 80, 100]) {
      command.configureOutput({ getOutHelpWidth: () => width });
      for (const line of command.helpInformation().split('\n')) expect(line).not.toMatch(/^\s*[:;!?»]/);
    }
});
