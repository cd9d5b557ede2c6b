import { shownDay } from '../calendar/day.ts';
import type { CalendarYear } from '../domain/calendar-year.ts';
import type { CentreRule } from '../domain/centre-rule.ts';
import type { CentreTable } from '../domain/centre-table.ts';
import type { EntityName, Field } from '../domain/entity.ts';
import type { RoundSelection } from '../domain/inspection-round.ts';
import type { SheetAnswer, SheetContent } from '../domain/inspection-sheet.ts';
import type { InspectionItem } from '../domain/inspection-template.ts';
import type { TourStop } from '../domain/tour-stop.ts';
import type { JsonValue } from '../package/operation.ts';
import { centreFact } from '../report/centre-facts.ts';
import { builtInPack, packVersion, ruleOf, rulePacks } from '../rules/packs/index.ts';
import {
  answerKindLabels,
  centreRuleKindLabels,
  codedFieldLabels,
  investmentMeaningLabels,
  questionKindLabels,
  questionStateLabels,
  reportingItemKindLabels,
  reportingItemStateLabels,
} from './exchange-labels.ts';
import {
  findingHandlingLabels,
  inspectionRoundStateLabels,
  inspectionSheetStateLabels,
  selectionWayLabels,
  tourProposerLabels,
  tourStateLabels,
  voidReasonLabels,
} from './inspection-labels.ts';
import {
  agendaReasonLabels,
  assignmentRoleLabels,
  attachmentKindLabels,
  attendanceKindLabels,
  carryOverLabels,
  constructionNatureLabels,
  duplicateVerdictLabels,
  factorLabels,
  factorStateLabels,
  groupKindLabels,
  groupRoleLabels,
  instructionStateLabels,
  issueEntryKindLabels,
  issueOriginLabels,
  issueStateLabels,
  landTenureLabels,
  leaderTierLabels,
  meetingStateLabels,
  milestoneKindLabels,
  moneyUnitLabels,
  monthCheckStateLabels,
  officeKindLabels,
  permitStageLabels,
  permitStateLabels,
  poolTransitionKindLabels,
  progressStateLabels,
  projectLevelLabels,
  projectPoolLabels,
  projectStageLabels,
  reserveStageLabels,
  reviewResultLabels,
  taskEntryKindLabels,
  taskOriginLabels,
  taskReviewResultLabels,
  taskStateLabels,
  unitKindLabels,
} from './labels.ts';
import { wanText } from './money.ts';

/** Lists of values with parts of their own: one part in words. */
const listedTexts: Readonly<Record<string, (part: never) => string>> = {
  'centreRule.codes': ({ code, name }: CentreRule['codes'][number]) => `${code} ${name}`.trim(),
  'centreTable.columns': ({ group, head, fact }: CentreTable['columns'][number]) =>
    `${group === '' ? head : `${group}/${head}`}（${fact === null ? '手填' : (centreFact(fact)?.label ?? fact)}）`,
  'calendarYear.days': ({ day, isWorkingDay }: CalendarYear['days'][number]) =>
    `${shownDay(day)}${isWorkingDay ? '上班' : '放假'}`,
  'tourStop.scores': (part: TourStop['scores'][number]) => `${part.judge} ${part.hundredths / 100}分`,
  'inspectionTemplate.items': (part: InspectionItem) => part.text,
  'inspectionRound.selection': (part: RoundSelection) => selectionWayLabels[part.way],
  'inspectionSheet.content': (part: SheetContent) => `${part.templateName}（${part.items.length}项）`,
  'inspectionSheet.answers': (part: SheetAnswer) =>
    typeof part.value === 'boolean' ? (part.value ? '是' : '否') : String(part.value ?? '未填'),
};

/** The name of a record; undefined where it is not here. */
export type RecordNames = (entity: EntityName, id: string) => string | undefined;

/** Labels of the values of choice fields: by `entity.field` where one word has several meanings, else by field. */
const choiceLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'office.kind': officeKindLabels,
  'unit.kind': unitKindLabels,
  'group.kind': groupKindLabels,
  'groupMember.role': groupRoleLabels,
  'milestone.kind': milestoneKindLabels,
  'permit.stage': permitStageLabels,
  'permit.state': permitStateLabels,
  'factorNeed.state': factorStateLabels,
  'poolTransition.kind': poolTransitionKindLabels,
  'attachment.kind': attachmentKindLabels,
  'monthCheck.state': monthCheckStateLabels,
  'duplicateVerdict.verdict': duplicateVerdictLabels,
  'funnelTarget.stage': reserveStageLabels,
  'meeting.state': meetingStateLabels,
  'agendaItem.reason': agendaReasonLabels,
  'attendance.kind': attendanceKindLabels,
  'issue.state': issueStateLabels,
  'instruction.state': instructionStateLabels,
  'task.state': taskStateLabels,
  'task.origin': taskOriginLabels,
  'task.reviewResult': taskReviewResultLabels,
  'taskEntry.kind': taskEntryKindLabels,
  'issueEntry.kind': issueEntryKindLabels,
  'tourStop.proposedBy': tourProposerLabels,
  'tourStop.state': tourStateLabels,
  'inspectionRound.state': inspectionRoundStateLabels,
  'inspectionSheet.state': inspectionSheetStateLabels,
  'inspectionSheet.voidReason': voidReasonLabels,
  'inspectionFinding.handling': findingHandlingLabels,
  'scopeRequest.levels': projectLevelLabels,
  'centreTable.levels': projectLevelLabels,
  'centreTable.pools': projectPoolLabels,
  'centreTable.moneyUnit': moneyUnitLabels,
  'centreRule.kind': centreRuleKindLabels,
  'centreRule.meaning': investmentMeaningLabels,
  'centreRule.field': codedFieldLabels,
  'question.kind': questionKindLabels,
  'question.state': questionStateLabels,
  'answer.kind': answerKindLabels,
  'reportingItem.kind': reportingItemKindLabels,
  'reportingItem.state': reportingItemStateLabels,
  origin: issueOriginLabels,
  reviewResult: reviewResultLabels,
  level: projectLevelLabels,
  tier: leaderTierLabels,
  nature: constructionNatureLabels,
  pool: projectPoolLabels,
  fromPool: projectPoolLabels,
  toPool: projectPoolLabels,
  stage: projectStageLabels,
  reserveStage: reserveStageLabels,
  landTenure: landTenureLabels,
  factor: factorLabels,
  carryOver: carryOverLabels,
  state: progressStateLabels,
  role: assignmentRoleLabels,
};

/** A stored value as a person reads it; null for nothing. */
export function fieldText(
  entity: string,
  name: string,
  field: Field,
  value: JsonValue,
  names: RecordNames,
): string | null {
  if (value === null || value === '') return null;
  if (Array.isArray(value)) {
    const { refersTo } = field;
    const shown = value.map((each) =>
      typeof each === 'object'
        ? (listedTexts[`${entity}.${name}`]?.(each as never) ?? JSON.stringify(each))
        : ((refersTo === undefined ? choiceLabel(entity, name, String(each)) : names(refersTo, String(each))) ??
          String(each)),
    );
    return shown.length === 0 ? null : shown.join('、');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (entity === 'centreRule' && typeof value === 'number') return deadlineNumberText(name, value);
  if (field.isMoney === true && typeof value === 'number') return `${wanText(value)}万元`;
  if (typeof value === 'string') {
    if (field.refersTo !== undefined) return names(field.refersTo, value) ?? value;
    const label = choiceLabel(entity, name, value);
    if (label !== undefined) return label;
    if (entity === 'meeting' && name === 'type') return meetingTypeName(value);
    if (name === 'rulePack') return builtInPack(value)?.name ?? `本单位的版本（第${packVersion(value)}版）`;
    if (/^\d{4}(-\d{2}){0,2}$/.test(value) && (name.endsWith('On') || name.endsWith('Day'))) return shownDay(value);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function choiceLabel(entity: string, name: string, value: string): string | undefined {
  return (choiceLabels[`${entity}.${name}`] ?? choiceLabels[name])?.[value];
}

/** Parts of a deadline: 星期五, 12:00, 20日. */
function deadlineNumberText(name: string, value: number): string {
  if (name === 'weekday') return `星期${'一二三四五六日'.charAt(value - 1)}`;
  if (name === 'dayOfMonth') return `${value}日`;
  return `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
}

/** The name of a meeting's type by its code: codes are the same thing in every built-in pack. */
function meetingTypeName(code: string): string {
  for (const pack of rulePacks) {
    const type = ruleOf(pack, 'meetings').parameters.types.find((each) => each.code === code);
    if (type !== undefined) return type.name;
  }
  return code;
}
