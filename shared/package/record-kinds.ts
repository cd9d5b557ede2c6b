/** Kinds of records an office may leave out of its reports, as a clerk thinks of them (exchange.md “What goes up”). */
import type { EntityName } from '../domain/entity.ts';

export const recordKinds = [
  'people',
  'issues',
  'tasks',
  'meetings',
  'permits',
  'factors',
  'inspections',
  'attachments',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What is in none of them – projects, plans, progress, milestones, units, pools, questions – always goes with its project. */
export const entitiesOfKinds: Readonly<Record<RecordKind, readonly EntityName[]>> = {
  people: ['assignment', 'delegation', 'stageDuty', 'group', 'groupMember'],
  issues: ['issue', 'issueEntry'],
  tasks: ['task', 'taskEntry', 'instruction', 'visit'],
  meetings: ['meeting', 'agendaItem', 'attendance', 'tourStop'],
  permits: ['permit'],
  factors: ['factorNeed'],
  inspections: ['inspectionRound', 'inspectionSheet', 'inspectionFinding'],
  attachments: ['attachment'],
};

export const recordKindLabels: Readonly<Record<RecordKind, string>> = {
  people: '分包联系与专班',
  issues: '问题台账',
  tasks: '督办、批示与调研',
  meetings: '会议与观摩',
  permits: '手续',
  factors: '要素保障',
  inspections: '现场督导',
  attachments: '附件',
};
