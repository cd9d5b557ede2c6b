import { z } from 'zod';
import type { Procedure } from '#shared/contract/define.ts';
import { contract } from '#shared/contract/index.ts';

export const helpText = `Five Ones 五个一: every procedure from the command line, JSON in, JSON out.

  npm run --silent cli -- --data DIR PROCEDURE [JSON | @file | -] [--out FILE]
  npm run --silent cli -- list      every procedure with its kind and the JSON schema of its input
  npm run --silent cli -- help      this text

  --data DIR    the data folder; made when absent
  JSON          the input; @file reads it from a file, - from standard input; {} when left out
                {"$file": "path"} anywhere in it hands over that file
  --out FILE    where the file that the procedure returns as value.file goes; a folder keeps the file's own name.
                value.file then carries its absolute path. Without --out the returned file is not kept.

  FIVE_ONES_OPERATOR     who is working: recorded with every change
  FIVE_ONES_PASSPHRASE   opens the signing key before a procedure that needs it
  FIVE_ONES_NOW          freezes business time, for tests and demonstrations: 2026-11-20T04:00:00Z
  FIVE_ONES_BROWSER      the browser that lays out PDF, when the one found is not the right one

Answers on standard output: {"ok":true,"value":…} or {"ok":false,"error":{"code","message","details"}}.
Progress on standard error. Exit code 0 done, 1 refused, 2 wrong usage.
`;

export interface ListedProcedure {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly role: string | null;
  readonly needsKey: boolean;
  readonly input: unknown;
}

export function listedProcedures(): ListedProcedure[] {
  return Object.entries<Procedure>(contract).map(([name, { kind, about, role, needsKey, input }]) => ({
    name,
    kind,
    about,
    role: role ?? null,
    needsKey: needsKey === true,
    input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
  }));
}
