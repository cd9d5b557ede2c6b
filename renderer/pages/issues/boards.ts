/** Where the open issues lie: by class, by unit, by age. Pure, so that page and test count alike. */
import type { IssueRow } from '#shared/contract/issues.ts';

export interface BoardLine {
  readonly name: string;
  readonly open: number;
  readonly late: number;
}

export interface Board {
  readonly title: string;
  readonly lines: readonly BoardLine[];
}

/** Calendar days since the finding, upper bounds. */
const ages: readonly (readonly [number, string])[] = [
  [10, '10天以内'],
  [30, '11—30天'],
  [90, '31—90天'],
  [Number.POSITIVE_INFINITY, '90天以上'],
];

const mostUnits = 6;

export function issueBoards(rows: readonly IssueRow[]): readonly Board[] {
  const open = rows.filter((row) => row.state !== 'closed');
  return [
    { title: '按类别', lines: counted(open, (row) => row.issueClass ?? '未分类') },
    { title: '按责任单位', lines: shortened(counted(open, (row) => row.unitName ?? '未明确')) },
    {
      title: '按历时',
      lines: ages
        .map(([limit, name]) =>
          line(
            name,
            open.filter((row) => ageOf(row) === limit),
          ),
        )
        .filter((each) => each.open > 0),
    },
  ];
}

function ageOf(row: IssueRow): number {
  return ages.find(([limit]) => row.daysOpen <= limit)?.[0] ?? Number.POSITIVE_INFINITY;
}

function counted(rows: readonly IssueRow[], nameOf: (row: IssueRow) => string): BoardLine[] {
  return [...Map.groupBy(rows, nameOf)]
    .map(([name, members]) => line(name, members))
    .toSorted((left, right) => right.open - left.open || right.late - left.late);
}

function shortened(lines: readonly BoardLine[]): BoardLine[] {
  if (lines.length <= mostUnits) return [...lines];
  const rest = lines.slice(mostUnits - 1);
  return [
    ...lines.slice(0, mostUnits - 1),
    {
      name: `其他${rest.length}个单位`,
      open: rest.reduce((sum, each) => sum + each.open, 0),
      late: rest.reduce((sum, each) => sum + each.late, 0),
    },
  ];
}

function line(name: string, rows: readonly IssueRow[]): BoardLine {
  return { name, open: rows.length, late: rows.filter((row) => (row.workingDaysLate ?? 0) > 0).length };
}
