import { Command } from 'commander';
import { calibrateCommand } from './calibrate-command.ts';
import { demoCommand } from './demo-command.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { scanCommand } from './scan-command.ts';
import { synthCommand } from './synth-command.ts';

/** The `vigie` command with all its verbs. It throws where commander would end the process. */
export function vigieProgram(): Command {
  const program = new Command('vigie')
    .description(
      'Notices the payments behind live-streamed child sexual abuse and financial sexual extortion of children, and explains each lead.',
    )
    .exitOverride();
  for (const command of [scanCommand(), synthCommand(), evaluateCommand(), calibrateCommand(), demoCommand()])
    program.addCommand(command.exitOverride());
  return program;
}
