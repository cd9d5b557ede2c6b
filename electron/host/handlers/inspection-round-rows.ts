/** Rounds and their sheets as pages and paper show them. */
import { type StoredRound, type StoredSheet, sheetsOfRound, storedRound } from '#db/queries/inspection-rounds.ts';
import type { Reading } from '#db/run.ts';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { InspectionRoundRow, RoundSheetRow } from '#shared/contract/inspection-rounds.ts';
import { problem } from '#shared/error.ts';
import { streetOf } from '#shared/inspection/route.ts';
import { selectionText } from '#shared/inspection/selection-text.ts';
import { shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { requireHome } from './authoring.ts';
import { templateName, usedTemplate } from './inspection-templates.ts';

export function roundRow(reading: Reading, round: StoredRound, officeId: string, today: string): InspectionRoundRow {
  const { homeOffice, rulePack: _, inspectorNames: __, number, fromDay, ...rest } = round;
  return {
    ...rest,
    fromDay,
    inspectorIds: [...round.inspectorIds],
    number: `${fromDay.slice(0, 4)}-${number ?? '?'}`,
    templateName: templateName(reading, round.templateId),
    inspectors: inspectorsOf(round),
    selectionText: round.selection === null ? null : selectionText(round.selection),
    isOurs: homeOffice === officeId,
    isLate: isOpen(round) && round.untilDay < today && round.sheets.printed > 0,
  };
}

/** Names of the register, then the others, as they are printed. */
export function inspectorsOf(round: Pick<StoredRound, 'inspectorNames' | 'otherInspectors'>): string {
  const others = round.otherInspectors?.trim() ?? '';
  return [...round.inspectorNames, ...(others === '' ? [] : [others])].join('、');
}

export function sheetRow(sheet: StoredSheet): RoundSheetRow {
  const { id, number, projectId, projectName, projectOfficeName, place, plannedOn, state, content } = sheet;
  return {
    id,
    number,
    shownNumber: shownSheetNumber(number),
    projectId,
    projectName,
    projectOfficeName,
    place,
    street: streetOf(sheet),
    responsibleUnits: [...sheet.responsibleUnits],
    plannedOn,
    state,
    printedAt: content?.printedAt ?? null,
    isBlank: content !== null && content.figures.length === 0,
    inspectedOn: sheet.inspectedOn,
    inspectors: sheet.inspectors,
    voidReason: sheet.voidReason,
  };
}

export function roundWithSheets(
  reading: Reading,
  id: string,
  officeId: string,
  today: string,
): OutputOf<'inspectionRounds.get'> {
  const round = requireRound(reading, id);
  const row = roundRow(reading, round, officeId, today);
  const sheets = sheetsOfRound(reading, id).map(sheetRow);
  return { today, row, sheets, missing: row.isOurs && isOpen(round) ? missingOf(reading, row, sheets) : [] };
}

export function requireRound(reading: Reading, id: string): StoredRound {
  const round = storedRound(reading, id);
  if (round === undefined) throw problem('RECORD_NOT_FOUND', { noun: '现场督导' });
  return round;
}

/** The office's own, and neither ended nor called off. */
export function requireOpenRound(reading: Reading, id: string, officeId: string): StoredRound {
  const round = requireRound(reading, id);
  requireHome(reading, round.homeOffice, officeId);
  if (!isOpen(round))
    throw problem('ROUND_FINISHED', { name: round.name, state: round.state === 'closed' ? '已经结束' : '已经取消' });
  return round;
}

export function isOpen(round: Pick<StoredRound, 'state'>): boolean {
  return round.state === 'planned' || round.state === 'printed';
}

/** What is still to be done before the round can end, each a sentence. */
function missingOf(reading: Reading, row: InspectionRoundRow, sheets: readonly RoundSheetRow[]): string[] {
  const { planned, printed } = row.sheets;
  const missing: string[] = [];
  if (row.inspectors === '') missing.push('还没有写督导人员，表上会空着。');
  if (usedTemplate(reading, row.templateId).isWithdrawn) missing.push('检查表模板已经停用，印表仍按原来的内容。');
  if (planned > 0) missing.push(`${planned}张检查表还没有印。`);
  if (printed > 0)
    missing.push(
      row.isLate
        ? `${shownDay(row.untilDay)}已过，还有${printed}张检查表没有录入。`
        : `${printed}张检查表已印，还没有录入。`,
    );
  if (planned + printed === 0 && sheets.length > 0) missing.push('检查表都有了结果，可以结束这次督导。');
  if (sheets.length === 0) missing.push('还没有项目，请先加入。');
  return missing;
}
