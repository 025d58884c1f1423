import { expect, it } from 'vitest';
import { vigieProgram } from './program.ts';

it('The French help begins no line with a sign that belongs to the word before', async () => {
  const program = await vigieProgram('fr');
  for (const command of [program, ...program.commands])
    for (const width of [40, 60, 80, 100]) {
      command.configureOutput({ getOutHelpWidth: () => width });
      for (const line of command.helpInformation().split('\n')) expect(line).not.toMatch(/^\s*[:;!?»]/);
    }
});

it('Each verb is found under its name when it comes first', async () => {
  const { commands } = await vigieProgram('en');
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    const [alone, ...others] = (await vigieProgram('en', command.name())).commands;
    expect([alone?.name(), others]).toEqual([command.name(), []]);
  }
});
