/** Data folders for end-to-end tests, made through the third door when first asked for, and copied for each test. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#build/project.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import { usualNow } from './loopback-program.ts';

export const clerkName = '经办甲';
export const passphrase = '青石口令二〇二六';

export type PreparedName = 'district' | 'centre' | 'demonstration';
/** Copies an office to a folder that is not there yet; answers with that folder. */
export type PreparedOffices = (name: PreparedName, to: string) => string;

export function preparedOffices(folder: string): PreparedOffices {
  return (name, to) => {
    const made = join(folder, name);
    if (!existsSync(made)) makers[name](made);
    cpSync(made, to, { recursive: true });
    return to;
  };
}

/** Without projects; the demonstration district has its 120. */
const makers: Readonly<Record<PreparedName, (dataFolder: string) => void>> = {
  district: (dataFolder) => setUp(dataFolder, 'district', '青石区重点项目推进办公室', '青石区'),
  centre: (dataFolder) => setUp(dataFolder, 'centre', '云岭市重点项目建设中心', '云岭市中心'),
  demonstration: (dataFolder) => void cli(dataFolder, 'offices.loadDemonstration', { operator: clerkName }),
};

function setUp(dataFolder: string, kind: 'district' | 'centre', fullName: string, shortName: string): void {
  cli(dataFolder, 'offices.setUp', { kind, fullName, shortName, operator: clerkName, passphrase, ledgerYear: 2026 });
}

/** For what stands before a test begins: the answer, or the refusal thrown. */
export function cli<Name extends ProcedureName>(
  dataFolder: string,
  procedure: Name,
  input: InputOf<Name>,
): OutputOf<Name> {
  const answer = execFileSync(
    process.execPath,
    [inProject('dist/host/cli.js'), '--data', dataFolder, procedure, JSON.stringify(input)],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        FIVE_ONES_NOW: usualNow,
        FIVE_ONES_OPERATOR: clerkName,
        FIVE_ONES_PASSPHRASE: passphrase,
        FIVE_ONES_STATE: join(dataFolder, '..', 'state'),
      },
    },
  );
  return (JSON.parse(answer) as { readonly value: OutputOf<Name> }).value;
}
