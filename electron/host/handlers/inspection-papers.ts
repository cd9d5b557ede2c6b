/**
 * 印检查表: the paper is laid out first, then what stands on it is frozen in one change. Stopped or failed printing has
 * frozen nothing; what is frozen is what was printed.
 */
import type { Draft } from '#db/ledger/append.ts';
import { type StoredRound, type StoredSheet, sheetsOfRound } from '#db/queries/inspection-rounds.ts';
import { listIssues } from '#db/queries/issues.ts';
import { leadersOn } from '#db/queries/people.ts';
import { listProjects } from '#db/queries/projects.ts';
import { type ReportedStanding, reportedStandings } from '#db/queries/reported-figures.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { SheetContent } from '#shared/domain/inspection-sheet.ts';
import { problem } from '#shared/error.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import { currentSheetLayout } from '#shared/inspection/sheet-layout.ts';
import { sheetCode, shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { checkedItems } from '#shared/inspection/template-rules.ts';
import { roundCoverList } from '#shared/report/inspection-round-list.ts';
import { type PrintedSheet, sheetPaper, templatePreview } from '#shared/report/inspection-sheet.ts';
import type { TableModel } from '#shared/report/model.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { makeChange, requireHome, requireOffice } from './authoring.ts';
import { inspectorsOf, isOpen, requireOpenRound, requireRound } from './inspection-round-rows.ts';
import { templateName, type UsedTemplate, usedTemplate } from './inspection-templates.ts';
import { lateReasons } from './late-projects.ts';
import { handOutPdf, handOutTable } from './papers.ts';

export const templatePreviewJob: JobHandler<'inspectionTemplates.preview'> = {
  run(context, { values }) {
    const officeName = context.read((reading) => requireOffice(reading).fullName);
    const items = checkedItems(values.items, [], context.newId);
    const place = { officeName, day: businessDay(context.now), now: context.now };
    return handOutPdf(context, templatePreview({ ...values, items }, place));
  },
};

export const printSheetsJob: JobHandler<'inspectionRounds.print'> = {
  async run(context, { roundId, sheetIds, isRest = false, copies, isBlank = false }) {
    const { round, office, template, sheets } = context.read((reading) => gathered(reading, roundId, sheetIds, isRest));
    const contents = contentsOf(context, { round, template, sheets, isBlank });
    const printed = sheets.map((sheet): PrintedSheet => {
      const content = sheet.state === 'returned' && sheet.content !== null ? sheet.content : contentOf(contents, sheet);
      return {
        number: sheet.number,
        code: sheetCode(office.id, sheet.id, sheet.number, printMark(content)),
        officeName: office.fullName,
        roundName: round.name,
        projectName: sheet.projectName,
        plannedOn: sheet.plannedOn,
        content,
      };
    });
    const { file, pages } = await handOutPdf(
      context,
      sheetPaper(printed, { fileName: `检查表_${round.name}${isBlank ? '_空白' : ''}`, copies }),
    );
    context.progress({ done: sheets.length, total: sheets.length, text: '正在固定所报情况' });
    const frozen = sheets
      .filter((sheet) => sheet.state !== 'returned')
      .map((sheet): FrozenSheet => ({ id: sheet.id, content: contentOf(contents, sheet) }));
    if (frozen.length > 0) await context.write('freeze', { roundId, frozen });
    return { file, pages, sheets: sheets.length, frozen: frozen.length };
  },
  steps: {
    freeze(context, payload: { readonly roundId: string; readonly frozen: readonly FrozenSheet[] }) {
      return freeze(context, payload.roundId, payload.frozen);
    },
  },
};

export const coverListJob: JobHandler<'inspectionRounds.coverList'> = {
  run(context, { roundId, format }) {
    return handOutTable(
      context,
      context.read((reading) => coverList(reading, roundId, businessDay(context.now))),
      format,
    );
  },
};

/** The sheets of the route with whom to meet on site and what stands out; void ones are not gone to. */
function coverList(reading: Reading, roundId: string, today: string): TableModel {
  const office = requireOffice(reading);
  const round = requireRound(reading, roundId);
  const sheets = sheetsOfRound(reading, roundId).filter((sheet) => sheet.state !== 'void');
  const ids = sheets.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
  const people = leadersOn(reading, round.fromDay, ['ownerContact', 'projectSteward'], ids);
  const reasonsOf = lateReasons(reading, today);
  const notes = new Map(
    listProjects(reading, { ids }).rows.map((row) => {
      const open = listIssues(reading, row.id).filter((issue) => issue.state !== 'closed').length;
      return [
        row.id,
        [...(reasonsOf(row).length > 0 ? ['进度滞后'] : []), ...(open > 0 ? [`未销号问题${open}个`] : [])],
      ];
    }),
  );
  return roundCoverList({
    officeName: office.shortName,
    roundName: round.name,
    fromDay: round.fromDay,
    untilDay: round.untilDay,
    inspectors: inspectorsOf(round),
    templateName: templateName(reading, round.templateId),
    source: round.source,
    today,
    rows: sheets.map((sheet) => {
      const known = people.get(sheet.projectId ?? '') ?? [];
      const owners = known.filter((person) => person.role === 'ownerContact');
      return {
        sheetId: sheet.id,
        number: sheet.number,
        projectId: sheet.projectId,
        projectName: sheet.projectName,
        responsibleUnits: sheet.responsibleUnits,
        place: sheet.place,
        // The steward where the owner has named nobody.
        contacts: (owners.length > 0 ? owners : known).map(({ name, phone }) => ({ name, phone })),
        plannedOn: sheet.plannedOn,
        toVerify: (notes.get(sheet.projectId ?? '') ?? []).join('；'),
        isReturned: sheet.state === 'returned',
      };
    }),
  });
}

interface FrozenSheet {
  readonly id: string;
  readonly content: SheetContent;
}

interface Gathered {
  readonly round: StoredRound;
  readonly office: ReturnType<typeof requireOffice>;
  readonly template: UsedTemplate;
  readonly sheets: readonly StoredSheet[];
}

/** The sheets to print in the order of the route. One that came back is printed again only when asked for, as it was. */
function gathered(
  reading: Reading,
  roundId: string,
  sheetIds: readonly string[] | undefined,
  isRest: boolean,
): Gathered {
  const office = requireOffice(reading);
  const round = requireRound(reading, roundId);
  requireHome(reading, round.homeOffice, office.id);
  const all = sheetsOfRound(reading, roundId);
  const chosen =
    sheetIds === undefined
      ? all.filter((sheet) => sheet.state === 'planned' || (sheet.state === 'printed' && !isRest))
      : all.filter((sheet) => sheetIds.includes(sheet.id));
  if (sheetIds !== undefined && chosen.length !== new Set(sheetIds).size)
    throw problem('RECORD_NOT_FOUND', { noun: '督导检查表' });
  const gone = chosen.find((sheet) => sheet.state === 'void');
  if (gone !== undefined) throw problem('SHEET_VOID_UNPRINTABLE', { number: shownSheetNumber(gone.number) });
  if (chosen.length === 0) throw problem('ROUND_NOTHING_TO_PRINT');
  // An ended round is printed for the file only: nothing new is frozen in it.
  if (!isOpen(round) && chosen.some((sheet) => sheet.state !== 'returned'))
    requireOpenRound(reading, roundId, office.id);
  return { round, office, template: usedTemplate(reading, round.templateId), sheets: chosen };
}

/** So many projects are looked up between two reports of progress. */
const lookedUpAtOnce = 20;

interface ContentWish extends Omit<Gathered, 'office'> {
  readonly isBlank: boolean;
}

function contentsOf(
  context: JobContext,
  { round, template, sheets, isBlank }: ContentWish,
): ReadonlyMap<string, SheetContent> {
  const day = round.fromDay;
  const fresh = sheets.filter((sheet) => sheet.state !== 'returned');
  const contents = new Map<string, SheetContent>();
  for (let from = 0; from < fresh.length; from += lookedUpAtOnce) {
    context.progress({ done: from, total: fresh.length, text: '正在汇总所报情况' });
    const some = fresh.slice(from, from + lookedUpAtOnce);
    const ids = some.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
    const standings = context.read((reading) => reportedStandings(reading, ids, day));
    for (const sheet of some) {
      const standing = sheet.projectId === null ? undefined : standings.get(sheet.projectId);
      contents.set(sheet.id, {
        layout: currentSheetLayout,
        printedAt: context.now,
        templateName: template.name,
        purpose: template.purpose,
        source: sourcesOf(round, template),
        inspectors: inspectorsOf(round),
        ...partsOf(standing, isBlank),
        items: template.items.map((item) => ({ ...item })),
      });
    }
  }
  return contents;
}

/** What a person writes by hand where the sheet is of no project yet. */
const blankFacts = ['建设地点', '建设单位', '责任单位', '分包领导'].map((label) => ({ label, text: '' }));

function partsOf(
  standing: ReportedStanding | undefined,
  isBlank: boolean,
): Pick<SheetContent, 'facts' | 'figures' | 'issues' | 'decisions'> {
  if (standing === undefined) return { facts: blankFacts, figures: [], issues: [], decisions: [] };
  const { facts, figures, issues, decisions } = standing;
  return { facts, figures: isBlank ? [] : figures, issues, decisions };
}

/** The clause the round carries out, then that of the checklist where it is another. */
function sourcesOf(round: StoredRound, template: UsedTemplate): string | null {
  const sources = [...new Set([round.source, template.source])].filter((source) => source !== null);
  return sources.length === 0 ? null : sources.join('；');
}

function contentOf(contents: ReadonlyMap<string, SheetContent>, sheet: StoredSheet): SheetContent {
  const content = contents.get(sheet.id);
  if (content === undefined) throw new Error(`no content was made for sheet ${sheet.id}`);
  return content;
}

/** A sheet printed before is frozen anew: its newest paper counts, and the change says so. */
function freeze(context: CommandContext, roundId: string, frozen: readonly FrozenSheet[]): { readonly sheets: number } {
  const { writing } = context;
  const round = requireOpenRound(writing, roundId, requireOffice(writing).id);
  const now = new Map(sheetsOfRound(writing, roundId).map((sheet) => [sheet.id, sheet]));
  const drafts = frozen.map(({ id, content }): Draft => {
    const sheet = now.get(id);
    if (sheet === undefined || (sheet.state !== 'planned' && sheet.state !== 'printed'))
      throw problem('SHEET_CHANGED_WHILE_PRINTING', {
        number: sheet === undefined ? '' : shownSheetNumber(sheet.number),
      });
    return { entity: 'inspectionSheet', id, kind: 'put', values: { content: [plain(content)], state: 'printed' } };
  });
  const again = frozen.filter(({ id }) => now.get(id)?.state === 'printed').length;
  const said = again === 0 ? '' : `，其中${again}张重印，按现在的数据重新固定`;
  const printed: Draft = { entity: 'inspectionRound', id: roundId, kind: 'put', values: { state: 'printed' } };
  makeChange(context, 'inspectionRounds.print', `印检查表：${round.name}，${frozen.length}张${said}`, [
    printed,
    ...drafts,
  ]);
  return { sheets: drafts.length };
}

/** As it is kept: lists and objects without readonly. */
function plain(content: SheetContent): NonNullable<Draft['values']>[string] {
  return JSON.parse(JSON.stringify(content)) as NonNullable<Draft['values']>[string];
}
