import { type Cell, type MergeRange, type WriteSheet, writeXlsx } from 'hucre';

/**
 * A fictional district's plan workbook with the traps of the real ones: title and 附件 rows, a unit line or units in
 * the heads, one and two header rows with merges, line breaks inside heads, padded names, units separated in every way
 * or in none, a name broken over two lines, sections with their own totals, a repeated header, footnotes, dates as
 * years, texts and serials, and sheets that are no ledger. Every name is invented. `expected` says what it means.
 */
export interface ExpectedProject {
  readonly rowNumber: number;
  readonly name: string;
  readonly nature: 'newBuild' | 'continuing' | 'expansion';
  /** 元. */
  readonly totalInvestment: number;
  readonly plannedThisYear: number;
  readonly startsOn: string;
  readonly completesOn: string;
  readonly responsibleUnits: readonly string[];
  readonly responsibleLeaders: readonly string[];
}

export interface ExpectedSheet {
  readonly name: string;
  readonly headerRows: { readonly first: number; readonly last: number };
  readonly unit: 'wan' | 'yi';
  readonly projects: readonly ExpectedProject[];
  readonly printedTotals: readonly {
    readonly rowNumber: number;
    readonly count: number;
    readonly over: 'section' | 'sheet';
  }[];
}

export interface FictionalLedger {
  readonly sheets: readonly WriteSheet[];
  readonly expected: readonly ExpectedSheet[];
}

const planYear = 2026;
const heads = [
  '序号',
  '项目名称',
  '建设\n性质',
  '建  设  内  容',
  '总投资          ',
  `${planYear}年\n计划投资`,
  '开工\n时间',
  '竣工\n时间',
  '资金渠道',
  '责任单位',
  '包联领导',
];
const streets = ['东湖街办', '西岭街办', '南桥街办', '北渡镇', '柳泉乡', '青石开发区'];
const bureaus = ['区经信局', '区商务局', '区住建局', '区交通局', '区教育局', '区水利局', '区文旅局', '区林业局'];
const leaders = ['张三', '李四', '王五', '赵六', '钱七', '孙八', '周九', '郑十一', '冯十二', '欧阳十三'];
const places = ['云岭', '青石', '白桦湾', '竹溪', '松涛', '石桥', '望江', '龙泉坪', '柳林', '枫香'];

interface Draft {
  readonly name: string;
  readonly printedName?: string;
  readonly nature: 'newBuild' | 'continuing' | 'expansion';
  /** 万元, with decimals. */
  readonly total: string;
  readonly planned: string;
  readonly startsOn: string;
  readonly completesOn: string;
  readonly unitsPrinted: string;
  readonly units: readonly string[];
  readonly leadersPrinted: string;
  readonly leaders: readonly string[];
}

const natureWords = { newBuild: '新建', continuing: '续建', expansion: '改扩建' } as const;

export async function fictionalLedgerBytes(): Promise<Uint8Array> {
  return writeXlsx({ sheets: [...fictionalLedger().sheets] });
}

export function fictionalLedger(): FictionalLedger {
  const drafts = drafting();
  const plain = [
    plainSheet(
      '工业 ',
      `${planYear}年青石区工业重点建设项目计划表 （建议稿）`,
      drafts(30, '智能制造基地 精密铸造车间 新能源部件生产线 装配式建材厂 食品加工园'),
      { hasAnnex: true },
    ),
    plainSheet(
      '商贸',
      `${planYear}年青石区商贸重点建设项目计划表（建议稿）`,
      drafts(12, '商业广场 冷链物流园 农贸市场 电商产业园'),
      {},
    ),
    plainSheet(
      '招商',
      ` ${planYear}年青石区招商引资重点项目计划表（建议稿）`,
      drafts(8, '康养小镇 生物医药园 数据中心'),
      { blankRowsBelow: 12 },
    ),
    plainSheet(
      '美丽乡村',
      `${planYear}年青石区美丽乡村重点建设项目计划表（建议稿）`,
      withTraps(drafts(14, '小流域治理 安全饮水工程 植物园 村级道路')),
      { hasFootnote: true },
    ),
  ];
  const wide = quarterlySheet(drafts(24, '安置区 快速通道 综合管廊 老旧小区改造 学校扩建'));
  const sections = sectionSheet([
    ['商贸类', '合  计', drafts(12, '商务楼 城市花园 专业市场')],
    ['基础设施及社会发展类', '小  计', drafts(16, '棚户区改造 污水管网 卫生院 道路')],
    ['美丽乡村类', '小  计', drafts(4, '田园综合体 水库')],
  ]);
  const [industry, commerce, investment, villages] = plain;
  const made = [industry, commerce, investment, wide, villages, sections].filter((sheet) => sheet !== undefined);
  const notes: WriteSheet = {
    name: '填报说明',
    rows: [['填报说明'], ['一、本表由各责任单位填报，金额以万元为单位。'], ['二、项目名称应与立项文件一致。']],
  };
  const old: WriteSheet = {
    name: '旧表',
    hidden: true,
    rows: [heads, [1, '已经作废的旧项目', '新建', '', 100, 100, 2020, 2021, '', '', '']],
  };
  return { sheets: [...made.map(({ sheet }) => sheet), notes, old], expected: made.map(({ expected }) => expected) };
}

interface MadeSheet {
  readonly sheet: WriteSheet;
  readonly expected: ExpectedSheet;
}

type Row = (string | number | null)[];

function plainSheet(
  name: string,
  title: string,
  drafts: readonly Draft[],
  options: { hasAnnex?: boolean; hasFootnote?: boolean; blankRowsBelow?: number },
): MadeSheet {
  const rows: Row[] = options.hasAnnex === true ? [['附件']] : [];
  rows.push([title], [null, null, null, null, null, null, null, null, '               单位：万元'], [...heads]);
  const header = rows.length - 1;
  const projects = drafts.map((draft, index) => {
    rows.push(projectRow(draft, index + 1));
    return expectedProject(draft, rows.length);
  });
  rows.push(totalRow('合  计', drafts));
  const total = rows.length;
  const merges: MergeRange[] = [
    merge(header - 2, 0, header - 2, 10),
    merge(header - 1, 8, header - 1, 10),
    merge(total - 1, 0, total - 1, 3),
  ];
  if (options.hasFootnote === true)
    rows.push(['注：本表所列项目以区政府批复为准。'], ['填表人：某某', null, null, '审核人：某某']);
  for (let blank = 0; blank < (options.blankRowsBelow ?? 0); blank += 1) rows.push([null, '', null]);
  return {
    sheet: { name, rows, merges, columns: widths, freezePane: { rows: header + 1 } },
    expected: {
      name,
      headerRows: { first: header, last: header },
      unit: 'wan',
      projects,
      printedTotals: [{ rowNumber: total, count: drafts.length, over: 'sheet' }],
    },
  };
}

/** An A3 table: two header rows, 一季度…四季度 over 工作内容 and 投资, 亿元 in the heads, a grand total first. */
function quarterlySheet(drafts: readonly Draft[]): MadeSheet {
  const upper: Row = [
    '序号',
    '项目名称',
    '建设性质',
    '项目概况',
    '投资情况',
    null,
    '建设年限',
    null,
    '责任\n单位',
    '包联\n领导',
  ];
  const lower: Row = [
    null,
    null,
    null,
    null,
    '总投资\n（亿元）',
    `${planYear}年计划\n投资（亿元）`,
    '开工',
    '竣工',
    null,
    null,
  ];
  const merges: MergeRange[] = [merge(0, 0, 0, 17), merge(1, 4, 1, 5), merge(1, 6, 1, 7)];
  for (const column of [0, 1, 2, 3, 8, 9]) merges.push(merge(1, column, 2, column));
  ['一季度', '二季度', '三季度', '四季度'].forEach((quarter, index) => {
    upper.push(quarter, null);
    lower.push('工作内容', '投资');
    merges.push(merge(1, 10 + index * 2, 1, 11 + index * 2));
  });
  const rows: Row[] = [[`青石区${planYear}年基础设施重点项目推进计划表`], upper, lower];
  const sum = (pick: (draft: Draft) => string) => drafts.reduce((all, draft) => all + hundredths(pick(draft)), 0) / 1e6;
  rows.push(['总计', null, `${drafts.length}个`, null, sum(({ total }) => total), sum(({ planned }) => planned)]);
  const cells = new Map<string, Partial<Cell>>();
  const half = Math.floor(drafts.length / 2);
  const projects = drafts.map((draft, index) => {
    if (index === half) rows.push([...upper], [...lower]); // the header again, as on a second printed page
    const row = projectRow(draft, index + 1);
    const months = index % 3 === 0;
    const startsOn = months ? `${draft.startsOn}-05` : draft.startsOn;
    const completesOn = months ? `${draft.completesOn}-12-20` : draft.completesOn;
    const at = rows.length;
    if (months) {
      cells.set(`${at},6`, { value: serialOf(Number(draft.startsOn), 5, 1), style: { numFmt: 'yyyy"年"m"月"' } });
      cells.set(`${at},7`, { value: serialOf(Number(draft.completesOn), 12, 20), style: { numFmt: 'yyyy-mm-dd' } });
    }
    const quarter = hundredths(draft.planned) / 4e6;
    rows.push([
      row[0] ?? null,
      row[1] ?? null,
      row[2] ?? null,
      row[3] ?? null,
      hundredths(draft.total) / 1e6,
      hundredths(draft.planned) / 1e6,
      row[6] ?? null,
      row[7] ?? null,
      draft.unitsPrinted,
      draft.leadersPrinted,
      ...['完成前期手续', '土方施工', '主体施工', '收尾'].flatMap((task) => [task, quarter]),
    ]);
    return { ...expectedProject(draft, rows.length), startsOn, completesOn };
  });
  return {
    sheet: { name: '基建', rows, merges, cells, freezePane: { rows: 3 } },
    expected: {
      name: '基建',
      headerRows: { first: 1, last: 2 },
      unit: 'yi',
      projects,
      printedTotals: [{ rowNumber: 4, count: drafts.length, over: 'sheet' }],
    },
  };
}

/** Three sections, each with its own total (the first called 合计 like the sheet's), and a grand total. */
function sectionSheet(sections: readonly (readonly [string, string, readonly Draft[]])[]): MadeSheet {
  const rows: Row[] = [
    [`${planYear}年青石区重点建设项目备选项目计划表（建议稿）`],
    [null, null, null, null, null, null, null, null, '单位：万元'],
    [...heads],
  ];
  const merges: MergeRange[] = [merge(0, 0, 0, 10), merge(1, 8, 1, 10)];
  const projects: ExpectedProject[] = [];
  const printedTotals: ExpectedSheet['printedTotals'][number][] = [];
  for (const [section, word, drafts] of sections) {
    rows.push([section]);
    merges.push(merge(rows.length - 1, 0, rows.length - 1, 10));
    for (const draft of drafts) {
      rows.push(projectRow(draft, projects.length + 1));
      projects.push(expectedProject(draft, rows.length));
    }
    rows.push(totalRow(word, drafts));
    merges.push(merge(rows.length - 1, 0, rows.length - 1, 3));
    printedTotals.push({ rowNumber: rows.length, count: drafts.length, over: 'section' });
  }
  const all = sections.flatMap(([, , drafts]) => drafts);
  rows.push(totalRow('合  计', all, ''));
  merges.push(merge(rows.length - 1, 0, rows.length - 1, 3));
  printedTotals.push({ rowNumber: rows.length, count: all.length, over: 'sheet' });
  return {
    sheet: { name: '其他', rows, merges, columns: widths },
    expected: { name: '其他', headerRows: { first: 2, last: 2 }, unit: 'wan', projects, printedTotals },
  };
}

function projectRow(draft: Draft, number: number): Row {
  return [
    number,
    draft.printedName ?? draft.name,
    natureWords[draft.nature],
    `位于${places.find((place) => draft.name.startsWith(place)) ?? ''}片区，征地60亩，\n建设内容见立项文件。`,
    Number(draft.total),
    Number(draft.planned),
    Number(draft.startsOn),
    Number(draft.completesOn),
    draft.nature === 'newBuild' ? '企业投资' : '区政府投资\n企业投资',
    draft.unitsPrinted,
    draft.leadersPrinted,
  ];
}

function totalRow(word: string, drafts: readonly Draft[], counter = '项'): Row {
  const sum = (pick: (draft: Draft) => string) => drafts.reduce((all, draft) => all + hundredths(pick(draft)), 0) / 100;
  return [
    `${word}（${drafts.length}${counter}）`,
    null,
    null,
    null,
    sum(({ total }) => total),
    sum(({ planned }) => planned),
  ];
}

function expectedProject(draft: Draft, rowNumber: number): ExpectedProject {
  return {
    rowNumber,
    name: draft.name,
    nature: draft.nature,
    totalInvestment: hundredths(draft.total) * 100,
    plannedThisYear: hundredths(draft.planned) * 100,
    startsOn: draft.startsOn,
    completesOn: draft.completesOn,
    responsibleUnits: draft.units,
    responsibleLeaders: draft.leaders,
  };
}

/** 万元 with two decimals as an integer of 0.01万元 (100 元). */
function hundredths(text: string): number {
  return Math.round(Number(text) * 100);
}

/** Draws projects one after the other from a fixed sequence: the same workbook every time. */
function drafting(): (count: number, kinds: string) => Draft[] {
  let state = 20_261;
  const next = (bound: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
  const used = new Set<string>();
  const freshName = (kind: string): string => {
    for (let phase = 1; ; phase += 1) {
      const name = `${places[next(places.length)] ?? ''}${kind}${phase === 1 ? '' : `${'一二三四五六七八九'[phase - 1] ?? phase}期`}`;
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
  return (count, kinds) => {
    const words = kinds.split(' ');
    return Array.from({ length: count }, (_, index): Draft => {
      const nature = index % 7 === 6 ? 'expansion' : index % 3 === 2 ? 'continuing' : 'newBuild';
      const starts = nature === 'continuing' ? planYear - 1 - next(3) : planYear;
      const total = (5 + next(400)) * 250;
      const street = streets[next(streets.length)] ?? '';
      const bureau = bureaus[next(bureaus.length)] ?? '';
      const first = leaders[next(leaders.length)] ?? '';
      const second = leaders[(leaders.indexOf(first) + 1 + next(leaders.length - 1)) % leaders.length] ?? '';
      const separators = ['\n', '  ', '      ', '、', '\u3000', ' \u00a0 ', '，'];
      const hasTwo = index % 4 === 1;
      return {
        name: freshName(words[next(words.length)] ?? ''),
        nature,
        total: index % 9 === 4 ? `${total}.35` : String(total),
        planned: String(Math.floor(total / (2 + next(3)))),
        startsOn: String(starts),
        completesOn: String(planYear + next(4)),
        unitsPrinted: `${index % 2 === 0 ? '               ' : ''}${street}${separators[index % separators.length] ?? ''}${bureau}${index % 5 === 0 ? '\n' : ''}`,
        units: [street, bureau],
        leadersPrinted: hasTwo ? `${first}${index % 8 === 1 ? '\n' : '             '}${second} ` : padded(first, index),
        leaders: hasTwo ? [first, second] : [first],
      };
    });
  };
}

/** “张三” as some print it: “张  三”. */
function padded(name: string, index: number): string {
  return name.length === 2 && index % 3 === 0
    ? `${name.slice(0, 1)}${index % 2 === 0 ? '  ' : '\u3000'}${name.slice(1)}`
    : name;
}

/** The traps that leave a doubt: run together, broken over lines, no separator. */
function withTraps(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft, index) => {
    if (index === 1) return { ...draft, unitsPrinted: '青石开发区区经信局', units: ['青石开发区', '区经信局'] };
    if (index === 3) return { ...draft, unitsPrinted: '南桥街办柳泉乡', units: ['南桥街办', '柳泉乡'] };
    if (index === 5) return { ...draft, unitsPrinted: '云环路\n建设工程指挥部', units: ['云环路建设工程指挥部'] };
    if (index === 7)
      return { ...draft, unitsPrinted: '东湖街办\n生态环境\n青石分局', units: ['东湖街办', '生态环境青石分局'] };
    if (index === 9) return { ...draft, leadersPrinted: '张三李四', leaders: ['张三', '李四'] };
    if (index === 11) return { ...draft, printedName: `${draft.name.slice(0, 3)}\n${draft.name.slice(3)}` };
    return draft;
  });
}

const widths = [6, 24, 8, 40, 12, 12, 8, 8, 12, 20, 14].map((width) => ({ width }));

function merge(startRow: number, startCol: number, endRow: number, endCol: number): MergeRange {
  return { startRow, startCol, endRow, endCol };
}

/** The 1900 serial of a day after February 1900. */
function serialOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
}
