import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

it('No component of the client gives a bare text, which would reach the page beside the guard', () => {
  const config = join(import.meta.dirname, '..', 'tsconfig.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { fileNames = [], options } = ts.getParsedCommandLineOfConfigFile(config, {}, host) ?? { options: {} };
  const pages = fileNames.filter((name) => name.endsWith('.tsx'));
  const program = ts.createProgram(pages, options);
  const types = program.getTypeChecker();
  const bare = pages.flatMap((name) =>
    (program.getSourceFile(name)?.statements ?? []).flatMap((each) => {
      if (!ts.isFunctionDeclaration(each) || !/^[A-Z]/.test(each.name?.text ?? '')) return [];
      const signature = types.getSignatureFromDeclaration(each);
      const given = signature === undefined ? undefined : types.getReturnTypeOfSignature(signature);
      const all = given?.isUnion() ? given.types : given === undefined ? [] : [given];
      return all.some(({ flags }) => flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any)) ? [each.name?.text] : [];
    }),
  );
  expect(pages.length).toBeGreaterThan(100);
  expect(bare).toEqual([]);
}, 120_000);
