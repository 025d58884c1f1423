import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { dataFolder } from '../casework/data-folder.ts';
import { openCasework } from '../casework/open-casework.ts';
import type { Language } from '../report/language.ts';
import { administratorLink, firstAdministratorLink } from '../server/sign-in/one-time-links.ts';
import { EXIT } from './exit-codes.ts';
import { type Say, sayIn } from './say-in.ts';

interface Flags {
  readonly name: string;
  readonly email: string;
  readonly origin: string;
}

export function inviteAdministratorCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('invite-administrator')
    .description(
      say(
        'Print a one-time link for an administrator, when nobody who could invite has access any more. With the address of an administrator who has an account it opens that one anew: another password, no second factor of before. It works once and for a day; the audit log tells of it.',
        'Affiche un lien à usage unique pour un administrateur, quand plus personne qui pourrait inviter n’a accès. Avec l’adresse d’un administrateur qui a un compte, il le rouvre : autre mot de passe, aucun second facteur d’avant. Il sert une fois et pendant un jour ; le journal d’audit en fait état.',
      ),
    )
    .requiredOption(
      '--email <address>',
      say('with which the person signs in', 'avec laquelle la personne se connecte'),
      asAddress,
    )
    .requiredOption('--name <name>', say('as colleagues see it', 'tel que le voient les collègues'))
    .option(
      '--origin <url>',
      say('where browsers find the workbench', 'où les navigateurs trouvent le poste de travail'),
      process.env.VIGIE_ORIGIN || 'http://127.0.0.1:4180',
    )
    .action(async ({ name, email, origin }: Flags) => {
      const casework = await openCasework(dataFolder().path);
      try {
        const { signIn } = casework.pools;
        const made = await administratorLink(signIn, origin, name, email);
        if (typeof made !== 'string') console.log(made.link);
        else if (made === 'none_yet') console.log(await firstAdministratorLink(signIn, origin));
        else {
          console.error(refusal(email, say));
          process.exitCode = EXIT.unusableInput;
        }
      } finally {
        await casework.close();
      }
    });
}

function asAddress(text: string): string {
  if (!z.email().safeParse(text).success) throw new InvalidArgumentError('Write an address such as name@example.org.');
  return text;
}

function refusal(email: string, say: Say): string {
  return say(
    `The account ${email} is not that of an administrator, or is disabled. Give another address: administrators have accounts of their own.`,
    `Le compte ${email} n’est pas celui d’un administrateur, ou est désactivé. Donner une autre adresse : les administrateurs ont leurs propres comptes.`,
  );
}
