/**
 * Types of the tables for the query builder. Record tables follow from the entities (shared/domain); ledger and local
 * tables are written by hand. A test compares both with the migrated schema.
 */
import type { z } from 'zod';
import type { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';

/** `quarter1Task` → `quarter1_task`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

type ColumnOf<Name extends string> = Name extends `${infer Head}${infer Rest}`
  ? Head extends Uppercase<Head>
    ? Head extends Lowercase<Head>
      ? `${Head}${ColumnOf<Rest>}`
      : `_${Lowercase<Head>}${ColumnOf<Rest>}`
    : `${Head}${ColumnOf<Rest>}`
  : '';

type Stored<Value> =
  | (NonNullable<Value> extends boolean
      ? number
      : NonNullable<Value> extends readonly unknown[]
        ? string
        : NonNullable<Value>)
  | Extract<Value, null>;

export interface RecordColumns {
  id: string;
  home_office: string;
  is_deleted: number;
  created_position: number;
  updated_position: number;
}

type RecordTable<E extends Entity> = RecordColumns & {
  [K in keyof E['fields'] & string as ColumnOf<K>]: Stored<z.infer<E['fields'][K]['schema']>>;
};

type Entities = typeof entities;

export interface Tables {
  offices: RecordTable<Entities['office']>;
  units: RecordTable<Entities['unit']>;
  persons: RecordTable<Entities['person']>;
  projects: RecordTable<Entities['project']>;
  annual_plans: RecordTable<Entities['annualPlan']>;
  assignments: RecordTable<Entities['assignment']>;
  progress_reports: RecordTable<Entities['progressReport']>;
  submissions: RecordTable<Entities['submission']>;
  lagging_decisions: RecordTable<Entities['laggingDecision']>;
  unit_names: RecordTable<Entities['unitName']>;
  person_posts: RecordTable<Entities['personPost']>;
  groups: RecordTable<Entities['group']>;
  group_members: RecordTable<Entities['groupMember']>;
  investment_parts: RecordTable<Entities['investmentPart']>;
  list_memberships: RecordTable<Entities['listMembership']>;
  delegations: RecordTable<Entities['delegation']>;
  stage_duties: RecordTable<Entities['stageDuty']>;
  milestones: RecordTable<Entities['milestone']>;
  suspensions: RecordTable<Entities['suspension']>;
  factor_needs: RecordTable<Entities['factorNeed']>;
  permits: RecordTable<Entities['permit']>;
  pool_transitions: RecordTable<Entities['poolTransition']>;
  plot_attractions: RecordTable<Entities['plotAttraction']>;
  funnel_targets: RecordTable<Entities['funnelTarget']>;
  attachments: RecordTable<Entities['attachment']>;
  month_checks: RecordTable<Entities['monthCheck']>;
  month_locks: RecordTable<Entities['monthLock']>;
  unit_returns: RecordTable<Entities['unitReturn']>;
  duplicate_verdicts: RecordTable<Entities['duplicateVerdict']>;
  year_closings: RecordTable<Entities['yearClosing']>;
  closing_figures: RecordTable<Entities['closingFigure']>;
  adopted_rule_packs: RecordTable<Entities['adoptedRulePack']>;
  calendar_years: RecordTable<Entities['calendarYear']>;
  issues: RecordTable<Entities['issue']>;
  issue_entries: RecordTable<Entities['issueEntry']>;
  meetings: RecordTable<Entities['meeting']>;
  agenda_items: RecordTable<Entities['agendaItem']>;
  attendances: RecordTable<Entities['attendance']>;
  tasks: RecordTable<Entities['task']>;
  task_entries: RecordTable<Entities['taskEntry']>;
  instructions: RecordTable<Entities['instruction']>;
  visits: RecordTable<Entities['visit']>;
  accountability_entries: RecordTable<Entities['accountabilityEntry']>;
  tour_stops: RecordTable<Entities['tourStop']>;
  inspection_templates: RecordTable<Entities['inspectionTemplate']>;
  inspection_rounds: RecordTable<Entities['inspectionRound']>;
  inspection_sheets: RecordTable<Entities['inspectionSheet']>;
  inspection_findings: RecordTable<Entities['inspectionFinding']>;
  questions: RecordTable<Entities['question']>;
  answers: RecordTable<Entities['answer']>;
  level_confirmations: RecordTable<Entities['levelConfirmation']>;
  planned_nodes: RecordTable<Entities['plannedNode']>;
  scope_requests: RecordTable<Entities['scopeRequest']>;
  reporting_items: RecordTable<Entities['reportingItem']>;
  restrictions: RecordTable<Entities['restriction']>;

  installation: { id: number; office_id: string; own_stream: number; made_at: string };
  streams: { key: number; stream: string; office_id: string; head_n: number; head_hash: Buffer; digest: Buffer };
  operations: {
    position: number;
    stream_key: number;
    n: number;
    status: OperationStatus;
    entity: string | null;
    record_id: string | null;
    line: string | null;
    body_hash: Buffer;
    hash: Buffer;
    change_key: number | null;
    reason: string | null;
  };
  conflicts: {
    key: number;
    entity: string;
    record_id: string;
    field: string;
    position: number;
    value_in_force: string;
    value_offered: string;
    resolved_position: number | null;
    undone_position: number | null;
  };
  /** undone_by names the undo in force (null again after a redo); undoes, of an undo or a redo, the change it belongs to. */
  changes_made: {
    key: number;
    id: string;
    procedure: string;
    summary: string;
    actor: string;
    at: string;
    first_position: number;
    last_position: number;
    undone_by: string | null;
    is_undo: number;
    undoes: number | null;
  };
  search_entries: { entity: string; record_id: string; title: string; pinyin: string; initials: string };

  settings: { key: string; value: string };
  operators: { name: string; last_at: string };
  /** What became of an attached file on its way to another office. */
  carried_files: { office_id: string; sha256: string; times: number; is_had: number; is_wanted: number };
  /** Operations of ours that another office said it has not taken in. */
  refused_there: { office_id: string; stream_key: number; n: number; code: string; at: string };
  /** Reminders are computed; only that one was seen or put off is kept, on this computer. */
  reminder_marks: { key: string; facts: string; marked_on: string; snoozed_until: string | null; actor: string };
  enrolled_offices: {
    id: string;
    kind: 'district' | 'centre';
    full_name: string;
    short_name: string;
    enrolment: string;
    fingerprint: string;
    enrolled_at: string;
    enrolled_by: string;
    print_order: number | null;
  };
  enrolment_challenges: { id: string; enrolment: string; groups: string; at: string; wrong: number };
  enrolled_keys: {
    office_id: string;
    key_id: string;
    version: number;
    signing_key: string;
    age_recipient: string;
    how: 'enrolled' | 'signed' | 'again';
    since: string;
    by_whom: string;
    until: string | null;
    stopped_at: string | null;
    stopped_by: string | null;
    stopped_why: string | null;
  };
  own_keys: {
    version: number;
    key_id: string;
    signing_key: string;
    age_recipient: string;
    how: 'first' | 'changed' | 'lost';
    since: string;
    by_whom: string;
    statement: string | null;
  };
  desks: {
    id: string;
    number: number;
    name: string;
    operator: string | null;
    is_own: number;
    invitation: string | null;
    streams: string;
    noted_at: string;
    seen_at: string | null;
    seen_seq: number;
    key_id: string | null;
    removed_at: string | null;
  };
  heard_acknowledgements: { office_id: string; stream: string; n: number; hash: string; withheld: string; at: string };
  own_streams: { stream: string; begun_at: string };
  lost_work: {
    stream: string;
    stated_n: number;
    office_id: string | null;
    noticed_at: string;
    settled_at: string | null;
    settled_by: string | null;
    settled_how: 'found' | 'givenUp' | null;
  };
  moved_operations: {
    stream: string;
    n: number;
    hash: Buffer;
    branch: number;
    target: string | null;
    target_n: number | null;
  };
  signed_heads: { stream: string; office_id: string; n: number; envelope: string };
  previews: {
    token: string;
    kind: string;
    at: string;
    position: number;
    digest: string;
    trust_version: number;
    file: string;
    file_name: string;
    payload: string;
  };
  ledger_imports: {
    id: string;
    file_name: string;
    sha256: string;
    at: string;
    actor: string;
    change_id: string | null;
    created: number;
    changed: number;
  };
  blobs: {
    sha256: string;
    bytes: number;
    media_type: string;
    width: number | null;
    height: number | null;
    at: string;
  };
  collected_files: {
    id: string;
    period: string;
    unit_id: string | null;
    file_name: string;
    sha256: string;
    at: string;
    actor: string;
    change_id: string | null;
    facts: string;
  };
  remembered_sheets: { signature: string; choice: string; at: string };
  packages: {
    id: string;
    direction: 'sent' | 'received';
    kind: string;
    office_id: string;
    seq: number;
    period: string | null;
    file: string | null;
    file_name: string;
    bytes: number;
    operations: number;
    payload_digest: string;
    ranges: string;
    at: string;
    actor: string;
    state: 'generated' | 'acknowledged' | 'questioned' | 'received' | 'refused' | 'takenBack';
    state_changed_at: string | null;
    reviewed_by: string | null;
    issued_by: string | null;
    receipt_file: string | null;
    receipt_name: string | null;
    facts: string;
  };
  package_numbers: { office_id: string; last_seq: number };
  acknowledgements: { office_id: string; stream_key: number; n: number; hash: Buffer; withheld: string; at: string };
  quarantine: {
    id: string;
    file: string;
    file_name: string;
    bytes: number;
    at: string;
    code: string;
    sentence: string;
    sha256: string;
    details: string;
  };
}

/**
 * applied: in force. conflict: in the ledger, but a field's value in force was kept (see conflicts).
 * waiting: its parent or record is not here yet. refused: outside ownership or malformed, reported in the receipt.
 * withheld: only the body's hash is here.
 */
export type OperationStatus = 'applied' | 'conflict' | 'waiting' | 'refused' | 'withheld';
