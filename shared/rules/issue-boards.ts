/**
 * Where the open issues lie: by class, unit, team and street, age, lateness. 攻坚组 (二七办文〔2024〕7号 四(三)4(2)): 资金,
 * 手续办理, and for 拆迁 one team in every 镇街. Pure, so that page, paper and test count alike.
 */
import type { IssueRow } from '../contract/issues.ts';

export const boardKeys = ['class', 'unit', 'team', 'age', 'lateness'] as const;
export type BoardKey = (typeof boardKeys)[number];

export interface BoardLine {
  readonly name: string;
  /** Ids of issues: a figure opens its rows. */
  readonly open: readonly string[];
  readonly late: readonly string[];
  readonly keySupervised: readonly string[];
  /** Found first of them, and the calendar days since. */
  readonly oldest: { readonly id: string; readonly days: number };
}

export const boardFigures = ['open', 'late', 'keySupervised'] as const;
export type BoardFigure = (typeof boardFigures)[number];

export interface Board {
  readonly key: BoardKey;
  readonly title: string;
  readonly lines: readonly BoardLine[];
}

interface BoardRule {
  readonly classes: readonly string[];
  readonly teams: readonly string[];
}

const titles: Readonly<Record<BoardKey, string>> = {
  class: '按类别',
  unit: '按责任单位',
  team: '按攻坚组',
  age: '按历时',
  lateness: '按逾期',
};

/** Upper bounds: calendar days since the finding, working days past the deadline. */
const ages: readonly (readonly [number, string])[] = [
  [10, '10天以内'],
  [30, '11—30天'],
  [90, '31—90天'],
  [Number.POSITIVE_INFINITY, '90天以上'],
];
const latenesses: readonly (readonly [number, string])[] = [
  [0, '未到时限'],
  [5, '逾期1—5个工作日'],
  [10, '逾期6—10个工作日'],
  [Number.POSITIVE_INFINITY, '逾期10个工作日以上'],
];
const noDeadline = '没有办结时限';

/** Boards of an office that has teams; a pack without them has none by team. */
export function issueBoards(rows: readonly IssueRow[], { classes, teams }: BoardRule): readonly Board[] {
  const open = rows.filter((row) => row.state !== 'closed');
  const board = (key: BoardKey, nameOf: (row: IssueRow) => string, first: readonly string[] | null): Board => ({
    key,
    title: titles[key],
    lines: first === null ? counted(open, nameOf) : inOrder(counted(open, nameOf), first),
  });
  return [
    board('class', (row) => row.issueClass ?? '未分类', classes),
    board('unit', (row) => row.unitName ?? '未明确', null),
    ...(teams.length === 0 ? [] : [board('team', (row) => teamOf(row, teams), teams)]),
    board('age', (row) => bandOf(ages, row.daysOpen), bandNames(ages)),
    board('lateness', (row) => (row.workingDaysLate === null ? noDeadline : bandOf(latenesses, row.workingDaysLate)), [
      ...bandNames(latenesses),
      noDeadline,
    ]),
  ].filter(({ lines }) => lines.length > 0);
}

/** The first lines of a board and the rest of them as one, which is named in `rest`. */
export function shortened({ lines, ...board }: Board, most: number): Board & { readonly rest: string | null } {
  if (lines.length <= most) return { ...board, lines, rest: null };
  const rest = lines.slice(most - 1);
  const all = (figure: BoardFigure) => rest.flatMap((each) => each[figure]);
  const name = `其他${rest.length}项`;
  const [oldest] = rest.map((each) => each.oldest).toSorted((left, right) => right.days - left.days);
  return {
    ...board,
    rest: name,
    lines: [
      ...lines.slice(0, most - 1),
      {
        name,
        open: all('open'),
        late: all('late'),
        keySupervised: all('keySupervised'),
        oldest: oldest ?? { id: '', days: 0 },
      },
    ],
  };
}

/** A team whose leaders are those of the streets has a line for every street. */
function teamOf(row: IssueRow, teams: readonly string[]): string {
  const team = teams.find((each) => row.team?.includes(each) === true) ?? row.team ?? '未分组';
  return team.includes('拆迁') ? `${team} · ${row.street ?? '未明确镇街'}` : team;
}

function bandOf(bands: readonly (readonly [number, string])[], days: number): string {
  return bands.find(([limit]) => days <= limit)?.[1] ?? '';
}

function bandNames(bands: readonly (readonly [number, string])[]): string[] {
  return bands.map(([, name]) => name);
}

function counted(rows: readonly IssueRow[], nameOf: (row: IssueRow) => string): BoardLine[] {
  return [...Map.groupBy(rows, nameOf)]
    .map(([name, members]) => line(name, members))
    .toSorted((left, right) => right.open.length - left.open.length || right.late.length - left.late.length);
}

/** As the rule names them; of one place the larger first; what no rule names comes last. */
function inOrder(lines: readonly BoardLine[], names: readonly string[]): BoardLine[] {
  const place = ({ name }: BoardLine) => {
    const at = names.findIndex((each) => name === each || name.startsWith(`${each} · `));
    return at < 0 ? names.length : at;
  };
  return lines.toSorted((left, right) => place(left) - place(right));
}

function line(name: string, rows: readonly IssueRow[]): BoardLine {
  const ids = (wanted: (row: IssueRow) => boolean) => rows.filter(wanted).map((row) => row.id);
  const [oldest] = rows.toSorted((left, right) => right.daysOpen - left.daysOpen);
  return {
    name,
    open: ids(() => true),
    late: ids((row) => (row.workingDaysLate ?? 0) > 0),
    keySupervised: ids((row) => row.isKeySupervised),
    oldest: { id: oldest?.id ?? '', days: oldest?.daysOpen ?? 0 },
  };
}
