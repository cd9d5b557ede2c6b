/**
 * The main job without a screen: a ledger in, a signed report package out, 附件2 at the centre. Two hosts, spoken to
 * only through the contract; files carried between them as on a stick. It checks itself at every step.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Printer } from '#electron/host/host.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { plausibleProgress } from '#shared/demonstration/progress.ts';
import { wanText } from '#shared/text/money.ts';
import { collectFromUnits } from './collection.ts';
import { assumeTiers, printTables } from './friday-tables.ts';
import { type DemoOffice, JourneyError, openDemoOffice } from './office.ts';
import { fridayInNovember, planYearOf } from './plan-year.ts';
import {
  type CollectionSummary,
  type DemoSummary,
  type SheetSummary,
  type Sums,
  sheetSummary,
  sumsOf,
} from './summary.ts';
import { closeTheLoop } from './supervision.ts';

export interface JourneyWishes {
  readonly ledger: string;
  /** Exists; nothing of an earlier journey in it. */
  readonly out: string;
  /** Business instant to work in; chosen by the ledger's year when null. */
  readonly frozenNow: string | null;
  /** The machine's clock. */
  readonly machineNow: string;
  readonly printer: Printer;
  /** One readable Chinese line. */
  readonly tell: (line: string) => void;
}

export interface JourneyResult {
  readonly summary: DemoSummary;
  /** What is not as it should be; empty when all is well. */
  readonly faults: readonly string[];
}

export const passphrase = 'demo';
const reviewedBy = '青立秋';
const issuedBy = '青霜降';

export async function runJourney(wishes: JourneyWishes): Promise<JourneyResult> {
  const { ledger, out, printer, tell } = wishes;
  const assumptions: string[] = [];
  const now = await businessTime(wishes, assumptions);
  const open = (name: string, folder: string, operator: string) =>
    openDemoOffice({ name, dataFolder: join(out, folder), operator, now, printer });
  const district = open('青石区', 'district', '云小满');
  const centre = open('云岭市中心', 'centre', '岭白露');
  try {
    tell(`数据文件夹：${out}（口令 ${passphrase}）`);
    await setUp(district, centre);
    await enrol(district, centre);
    await enrol(centre, district);
    tell('两个单位已设置，并已互相登记。');
    assumptions.push('登记核对的两组数由程序从登记文件里取得；真实使用时由经办人照盖章的登记单输入。');

    const faults: string[] = [];
    const imported = await importLedger(district, ledger, assumptions, tell);
    for (const sheet of imported.sheets) if (!sheet.agrees) faults.push(`工作表“${sheet.name}”的合计与各行之和不符。`);
    await assumeTiers(district, assumptions);
    const collection = await reportProgress(district, out, assumptions, tell);
    const loop = await closeTheLoop(district, out, tell);
    if (loop.proofPages !== 1) faults.push('督办事项的办理情况没有印在一页上。');
    const sent = await exportPackage(district, out, tell);
    const tampered = await tryTampered(centre, join(out, sent.fileName), tell);
    if (!tampered.refused) faults.push('改动过一个字节的报送包没有被拒收。');
    await takeIn(district, centre, sent, out, tell);
    const received = await compare(district, centre, faults, tell);
    const tables = await printTables(centre, out, tell);
    const reimport = await importAgain(district, ledger, faults, tell);

    const summary: DemoSummary = {
      ledger: { file: basename(ledger), ...imported, reimport },
      collection,
      loop,
      tables,
      package: { file: sent.fileName, operations: sent.operations, bytes: sent.bytes },
      tampered,
      centre: received,
      assumptions,
    };
    writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return { summary, faults };
  } finally {
    await district.close();
    await centre.close();
  }
}

async function businessTime(wishes: JourneyWishes, assumptions: string[]): Promise<string | null> {
  if (wishes.frozenNow !== null) return wishes.frozenNow;
  const planYear = await planYearOf(wishes.ledger, wishes.machineNow);
  if (planYear === Number(businessDay(wishes.machineNow).slice(0, 4))) return null;
  const frozen = fridayInNovember(planYear);
  const sentence = `台账是${planYear}年的，演示时间固定在${businessDay(frozen)}（星期五）上午。`;
  assumptions.push(sentence);
  wishes.tell(sentence);
  return frozen;
}

async function setUp(district: DemoOffice, centre: DemoOffice): Promise<void> {
  await district.call('offices.setUp', {
    kind: 'district',
    fullName: '云岭市青石区重点项目建设推进中心',
    shortName: '青石区',
    body: '青石区发展改革局',
    reportsTo: '云岭市重点项目建设中心',
    contactName: '云小满',
    contactPhone: '0000-5550001',
    operator: '云小满',
    passphrase,
  });
  await centre.call('offices.setUp', {
    kind: 'centre',
    fullName: '云岭市重点项目建设中心',
    shortName: '云岭市中心',
    body: '云岭市发展改革委',
    contactName: '岭白露',
    contactPhone: '0000-5550002',
    operator: '岭白露',
    passphrase,
  });
  for (const office of [district, centre]) await office.call('sessions.unlock', { passphrase });
}

/** `to` enrols `from`: the answers come from the file because nobody holds a stamped sheet here. */
async function enrol(from: DemoOffice, to: DemoOffice): Promise<void> {
  const { file, fingerprint } = await from.call('offices.enrolmentFile', {});
  const carried = join(await workFolder(to), file.name);
  from.keep(file, carried);
  const { challengeId, groups } = await to.call('offices.enrolmentChallenge', { file: to.takeIn(carried) });
  const answers = groups.map((group) => fingerprint[group - 1] ?? '');
  await to.call('offices.enrol', { challengeId, answers });
}

/** A place for files on their way that goes away with the host. */
async function workFolder(office: DemoOffice): Promise<string> {
  const { deployment } = await office.call('offices.current', {});
  const folder = join(deployment.dataFolder, 'work');
  mkdirSync(folder, { recursive: true });
  return folder;
}

type LedgerPreview = OutputOf<'ledgerImports.preview'>;
type SheetChoices = NonNullable<InputOf<'ledgerImports.preview'>['sheets']>;

async function importLedger(
  district: DemoOffice,
  ledger: string,
  assumptions: string[],
  tell: JourneyWishes['tell'],
): Promise<{ sheets: SheetSummary[]; created: number }> {
  const file = district.takeIn(ledger);
  const asked = await district.call('ledgerImports.preview', { file });
  const sheets = assumedLevels(asked, assumptions);
  const preview =
    Object.keys(sheets).length === 0 ? asked : await district.call('ledgerImports.preview', { file, sheets });
  const included = preview.sheets.filter((sheet) => sheet.included).map(sheetSummary);
  for (const { name, projects, sums, printedTotals, agrees } of included) {
    const totals =
      printedTotals.length === 0 ? '表内没有合计' : agrees ? `${printedTotals.length}处合计相符` : '合计不符';
    tell(
      `  ${name.trim()}：${projects}个项目，总投资${wanText(sums.totalInvestment)}万元，年度计划${wanText(sums.plannedThisYear)}万元，${totals}`,
    );
  }
  if (preview.counts.doubtful > 0) {
    assumptions.push(`有疑问的${preview.counts.doubtful}行按程序的建议导入。`);
  }
  const { created, changed } = await district.call('ledgerImports.commit', { token: preview.token });
  if (created === 0) throw new JourneyError(`台账“${basename(ledger)}”里没有可以导入的项目。`);
  if (changed > 0) throw new JourneyError(`第一次导入就改动了${changed}个项目，有同名的行没有分开。`);
  tell(`已导入台账“${basename(ledger)}”：新增${created}个项目。`);
  return { sheets: included, created };
}

/** Where a ledger does not print levels, 附件2 (省市重点 only) would be empty. */
function assumedLevels(preview: LedgerPreview, assumptions: string[]): SheetChoices {
  const open = preview.sheets.filter((sheet) => sheet.included && sheet.level.value === null);
  const [first, ...others] = open;
  if (first === undefined) return {};
  assumptions.push(
    `工作表“${first.name.trim()}”没有印项目级别，按市重点导入${others.length === 0 ? '' : '；其余没有印级别的按区县重点导入'}，这样附件2才有内容。`,
  );
  return Object.fromEntries(open.map((sheet) => [sheet.name, { level: sheet === first ? 'municipal' : 'district' }]));
}

/** Every project gets a report for the open period: what the ledger printed stands, units fill in theirs, the rest is made up. */
async function reportProgress(
  district: DemoOffice,
  out: string,
  assumptions: string[],
  tell: JourneyWishes['tell'],
): Promise<CollectionSummary> {
  const { rows: projects } = await district.call('projects.list', {});
  const byId = new Map(projects.map((project) => [project.id, project]));
  const collection = await collectFromUnits(district, out, byId, assumptions, tell);
  const sheet = await district.call('progress.period', {});
  const items = sheet.rows.flatMap((row) => {
    const project = byId.get(row.projectId);
    if (project === undefined || row.state !== null) return [];
    return [{ projectId: row.projectId, changes: { ...plausibleProgress(project, sheet.period) } }];
  });
  if (items.length > 0) {
    await district.call('progress.saveMany', { period: sheet.period, items });
    assumptions.push(`没有交回填报表的${items.length}个项目，${sheet.label}的周报由程序按固定种子编写。`);
  }
  const { reviewed, empty } = await district.call('progress.submit', { period: sheet.period, reviewedBy });
  if (empty > 0) throw new JourneyError(`${sheet.label}还有${empty}个项目没有填写。`);
  tell(`${sheet.label}：${reviewed}个项目已填写并由${reviewedBy}审核。`);
  return collection;
}

interface Sent {
  readonly id: string;
  readonly fileName: string;
  readonly operations: number;
  readonly bytes: number;
}

async function exportPackage(district: DemoOffice, out: string, tell: JourneyWishes['tell']): Promise<Sent> {
  const check = await district.call('packages.precheck', {});
  if (check.mustCount > 0)
    throw new JourneyError(
      `报送前检查没有通过：${check.findings.find((finding) => finding.tone === 'must')?.sentence ?? ''}`,
    );
  const made = await district.call('packages.export', { reviewedBy, issuedBy });
  const { id, fileName, operations } = made.package;
  district.keep(made.file, join(out, fileName));
  const bytes = statSync(join(out, fileName)).size;
  tell(
    `报送包：${fileName}，${operations}条记录，${bytes}字节，核对码 ${made.checkDigits}（检查提示${check.findings.length}条）。`,
  );
  return { id, fileName, operations, bytes };
}

async function tryTampered(
  centre: DemoOffice,
  path: string,
  tell: JourneyWishes['tell'],
): Promise<DemoSummary['tampered']> {
  const bytes = readFileSync(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  const copy = join(await workFolder(centre), `改动一个字节_${basename(path)}`);
  writeFileSync(copy, bytes);
  const result = await centre.tryCall('packages.preview', { file: centre.takeIn(copy) });
  if (result.ok) return { refused: false, code: null };
  const { rows } = await centre.call('quarantine.list', {});
  if (!rows.some((row) => row.code === result.error.code)) throw new JourneyError('拒收的文件没有进入隔离区。');
  tell(`改动一个字节的副本被拒收：${result.error.message}（${result.error.code}）`);
  return { refused: true, code: result.error.code };
}

async function takeIn(
  district: DemoOffice,
  centre: DemoOffice,
  sent: Sent,
  out: string,
  tell: JourneyWishes['tell'],
): Promise<void> {
  const preview = await centre.call('packages.preview', { file: centre.takeIn(join(out, sent.fileName)) });
  const { conflict, refused, waiting } = preview.records;
  if (conflict + refused + waiting > 0)
    throw new JourneyError(`中心预览时有${conflict}处冲突、${refused}条被拒、${waiting}条等待，本应全部适用。`);
  const received = await centre.call('packages.import', { token: preview.token });
  if (received.file === null) throw new JourneyError('中心接收后没有生成回执。');
  const receipt = join(out, received.file.name);
  centre.keep(received.file, receipt);
  tell(`中心已接收：新增${preview.records.new}条记录，回执 ${received.file.name}。`);

  const returned = await district.call('packages.preview', { file: district.takeIn(receipt) });
  await district.call('packages.import', { token: returned.token });
  const { rows } = await district.call('packages.list', {});
  const state = rows.find((row) => row.id === sent.id)?.state;
  if (state !== 'acknowledged')
    throw new JourneyError(`区里收下回执后，报送包的状态是“${state ?? '没有'}”，不是对方已收。`);
  tell('区里已收下回执：对方已收。');
}

async function compare(
  district: DemoOffice,
  centre: DemoOffice,
  faults: string[],
  tell: JourneyWishes['tell'],
): Promise<{ projects: number; sums: Sums }> {
  const own = await district.call('projects.list', {});
  const there = await centre.call('projects.list', {});
  const [here, sums] = [sumsOf(own.rows), sumsOf(there.rows)];
  if (own.total !== there.total) faults.push(`区里有${own.total}个项目，中心有${there.total}个。`);
  if (here.totalInvestment !== sums.totalInvestment || here.plannedThisYear !== sums.plannedThisYear)
    faults.push('中心的投资合计与区里不一致。');
  tell(
    `中心：${there.total}个项目，总投资${wanText(sums.totalInvestment)}万元，年度计划${wanText(sums.plannedThisYear)}万元。`,
  );
  return { projects: there.total, sums };
}

async function importAgain(
  district: DemoOffice,
  ledger: string,
  faults: string[],
  tell: JourneyWishes['tell'],
): Promise<DemoSummary['ledger']['reimport']> {
  const preview = await district.call('ledgerImports.preview', { file: district.takeIn(ledger) });
  const { created, changed } = await district.call('ledgerImports.commit', { token: preview.token });
  if (created + changed > 0) faults.push(`同一台账再导入一次，新增${created}个、改动${changed}个，本应都是0。`);
  tell(`同一台账再导入一次：新增${created}个，改动${changed}个。`);
  return { created, changed };
}
