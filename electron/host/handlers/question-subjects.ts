/** What a question is about, in words: the record, the field, and the value as it stands. */
import { entityPlan, readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { recordsToAskAbout } from '#db/queries/questions.ts';
import { recordNames } from '#db/queries/record-names.ts';
import type { Reading } from '#db/run.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { fieldText, type RecordNames } from '#shared/text/field-text.ts';

type Subject = OutputOf<'questions.subjects'>['rows'][number];

/** Which project, which year, which period: said by the record itself, nothing to ask about. */
const notAsked = new Set(['projectId', 'period', 'year', 'state', 'reviewedBy', 'reviewedOn', 'mergedIntoId']);

/** Newest reports that a dialog offers. */
const reportsOffered = 8;

/** A district's project, its plans and its reports. */
export function districtSubjects(reading: Reading, homeOffice: string, projectId: string): Subject[] {
  return subjectsOf(reading, [
    ['project', [projectId]],
    [
      'progressReport',
      recordsToAskAbout(reading, 'progress_reports', homeOffice, {
        projectId,
        orderBy: 'period',
        limit: reportsOffered,
      }),
    ],
    ['annualPlan', recordsToAskAbout(reading, 'annual_plans', homeOffice, { projectId, orderBy: 'year' })],
    ['milestone', recordsToAskAbout(reading, 'milestones', homeOffice, { projectId })],
  ]);
}

/** What the centre has decided about a project, or, without one, all it has handed down as a task. */
export function centreSubjects(reading: Reading, centreId: string, projectId: string | undefined): Subject[] {
  const of = (table: string) => recordsToAskAbout(reading, table, centreId, { projectId });
  if (projectId === undefined)
    return subjectsOf(reading, [
      ['task', of('tasks')],
      ['scopeRequest', of('scope_requests')],
      ['centreRule', of('centre_rules')],
      ['centreTable', of('centre_tables')],
      ['calendarYear', of('calendar_years')],
    ]);
  const decided = subjectsOf(reading, [
    ['levelConfirmation', of('level_confirmations')],
    ['listMembership', of('list_memberships')],
    ['assignment', of('assignments')],
    ['plannedNode', of('planned_nodes')],
    ['task', of('tasks')],
  ]);
  const undecided = notYetDecided.flatMap(({ entity, label }): Subject[] =>
    entity === 'levelConfirmation' && decided.some((each) => each.about.entity === entity)
      ? []
      : [{ about: { entity, id: '', projectId }, label, fields: [] }],
  );
  return [...decided, ...undecided];
}

/** What a district may ask the centre to decide about a project where it has not yet, or has not said this. */
const notYetDecided: readonly { readonly entity: EntityName; readonly label: string }[] = [
  { entity: 'levelConfirmation', label: '请认定级别' },
  { entity: 'listMembership', label: '请列入名单' },
  { entity: 'assignment', label: '请明确省市领导' },
  { entity: 'plannedNode', label: '请下达节点' },
];

/** In words what is asked for; null where the centre decides no such thing. */
export function undecidedLabel(entity: string): string | null {
  return notYetDecided.find((each) => each.entity === entity)?.label ?? null;
}

function subjectsOf(reading: Reading, kinds: readonly (readonly [EntityName, readonly string[]])[]): Subject[] {
  const names = recordNames(reading);
  return kinds.flatMap(([entity, ids]) =>
    ids.flatMap((id): Subject[] => {
      const record = readRecord(reading, entity, id);
      if (record === undefined) return [];
      const fields = entityPlan(entity)
        .fields.filter(({ name }) => !notAsked.has(name))
        .map(({ name, field }) => ({
          name,
          label: field.label,
          shown: fieldText(entity, name, field, record.values[name] ?? null, names),
        }));
      return [{ about: { entity, id }, label: subjectLabel(entity, record, names), fields }];
    }),
  );
}

/** “11月20日期周报”, “2026年度计划”, “列入名单：省重点项目建设‘白名单’”; the kind alone where the record is not here. */
export function subjectLabel(entity: EntityName, record: StoredRecord | undefined, names: RecordNames): string {
  const { label } = entities[entity];
  // Asked of the office itself: its package of the period.
  if (entity === 'office') return '报送包';
  if (record === undefined || entity === 'project') return label;
  if (entity === 'calendarYear') return `${textOf(record, 'year')}年${label}`;
  if (entity === 'progressReport') return `${periodLabel(textOf(record, 'period'))}周报`;
  if (entity === 'annualPlan') return `${textOf(record, 'year')}年度计划`;
  const name =
    textOf(record, 'name') ||
    textOf(record, 'list') ||
    textOf(record, 'content') ||
    (names('person', textOf(record, 'personId')) ?? '');
  return name === '' ? label : `${label}：${name}`;
}

/** The value of a field in words; of a record without one all that it says. null: nothing, or not here. */
export function shownOf(
  entity: EntityName,
  record: StoredRecord | undefined,
  field: string | null,
  names: RecordNames,
): string | null {
  if (record === undefined || record.isDeleted) return null;
  if (field === null && (entity === 'project' || entity === 'office')) return null;
  const texts = entityPlan(entity)
    .fields.filter(({ name }) => (field === null ? !notAsked.has(name) : name === field))
    .flatMap((each) => {
      const text = fieldText(entity, each.name, each.field, record.values[each.name] ?? null, names);
      return text === null ? [] : [field === null ? `${each.field.label}：${text}` : text];
    });
  // As much as the question keeps of it.
  return texts.length === 0 ? null : texts.join('；').slice(0, 2000);
}

/** Where the office it belongs to changes it. */
export function correctionPage(
  entity: string | null,
  id: string | null,
  projectId: string | null,
  period: string | null,
  officeKind: OfficeKind = 'district',
) {
  if (entity === null || !isEntityName(entity)) return null;
  if (entity === 'office') return '/exchange/send';
  if (entity === 'levelConfirmation') return '/levels';
  if (entity === 'listMembership') return '/lists';
  if (entity === 'scopeRequest') return '/exchange/down';
  if (entity === 'centreRule') return '/centre-rules';
  if (entity === 'centreTable') return `/centre-tables?table=${id ?? ''}`;
  if (entity === 'calendarYear') return '/calendars';
  if (entity === 'task') return `/tasks?task=${id ?? ''}`;
  if (entity === 'progressReport') return `/progress?period=${period ?? ''}`;
  if (projectId === null) return null;
  if (entity === 'plannedNode') return '/planned-nodes';
  if (entity === 'assignment') return officeKind === 'centre' ? '/named-leaders' : `/projects/${projectId}?tab=people`;
  if (entity === 'milestone') return `/projects/${projectId}?tab=milestones`;
  return `/projects/${projectId}`;
}
