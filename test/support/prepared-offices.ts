/** Data folders for end-to-end tests, made through the third door when first asked for, and copied for each test. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#build/project.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import { usualNow } from './loopback-program.ts';

export const clerkName = '经办甲';
export const passphrase = '青石口令二〇二六';

export type PreparedName = 'district' | 'ledger' | 'centre' | 'demonstration';
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

/** `district` and `centre` are empty; `ledger` is the district with four projects, three of them filled last period. */
const makers: Readonly<Record<PreparedName, (dataFolder: string) => void>> = {
  district: (dataFolder) => setUp(dataFolder, 'district', '青石区重点项目推进办公室', '青石区'),
  centre: (dataFolder) => setUp(dataFolder, 'centre', '云岭市重点项目建设中心', '云岭市中心'),
  ledger: withProjects,
  demonstration: (dataFolder) => void cli(dataFolder, 'offices.loadDemonstration', { operator: clerkName }),
};

function setUp(dataFolder: string, kind: 'district' | 'centre', fullName: string, shortName: string): void {
  cli(dataFolder, 'offices.setUp', { kind, fullName, shortName, operator: clerkName, passphrase, ledgerYear: 2026 });
}

const projects: readonly (readonly [
  InputOf<'projects.save'>['changes'],
  InputOf<'progress.save'>['changes'] | null,
])[] = [
  [
    {
      name: '青石大桥',
      level: 'municipal',
      pool: 'construction',
      totalInvestment: 120_000_000,
      plannedThisYear: 60_000_000,
      startsOn: '2025-03',
      completesOn: '2027',
      responsibleUnitNames: ['区交通局'],
      responsibleLeaderNames: ['张某某'],
      summary: '跨青石河大桥一座，全长860米。',
    },
    { doneThisYear: 50_000_000, physicalProgress: '桥墩完成', progressText: '正在架梁。' },
  ],
  [
    {
      name: '白桦湾水厂',
      level: 'provincial',
      pool: 'construction',
      totalInvestment: 300_000_000,
      plannedThisYear: 100_000_000,
      startsOn: '2026-01-15',
      responsibleUnitNames: ['区水利局', '区住建局'],
      responsibleLeaderNames: ['李某某'],
    },
    {
      doneThisYear: 8_000_000,
      physicalProgress: '基坑开挖',
      progressText: '正在开挖。',
      problems: '管线迁改慢（区住建局）',
    },
  ],
  [
    {
      name: '望江学校',
      level: 'district',
      totalInvestment: 40_000_000,
      plannedThisYear: 20_000_000,
      responsibleUnitNames: ['区教育局'],
    },
    { doneThisYear: 10_000_000, progressText: '主体封顶。' },
  ],
  [{ name: '柳林道路', totalInvestment: 15_000_000, responsibleUnitNames: ['区交通局'] }, null],
];

function withProjects(dataFolder: string): void {
  makers.district(dataFolder);
  for (const [changes, progress] of projects) {
    const { id } = cli(dataFolder, 'projects.save', { changes });
    if (progress !== null) cli(dataFolder, 'progress.save', { period: lastPeriod, projectId: id, changes: progress });
  }
}

const lastPeriod = '2026-11-13';

/** For what stands before a test begins: the answer, or the refusal thrown. */
export function cli<Name extends ProcedureName>(
  dataFolder: string,
  procedure: Name,
  input: InputOf<Name>,
  /** Where the returned file goes. */
  out?: string,
): OutputOf<Name> {
  const answer = execFileSync(
    process.execPath,
    [
      inProject('dist/host/cli.js'),
      '--data',
      dataFolder,
      procedure,
      JSON.stringify(input),
      ...(out === undefined ? [] : ['--out', out]),
    ],
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
