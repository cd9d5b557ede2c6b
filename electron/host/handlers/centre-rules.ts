/** 时限、编码和口径: the centre's own, handed down; the districts' reminders, fields and tables go by them. */
import { readRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { centreRulesInForce, type StoredCentreRule, storedCentreRules } from '#db/queries/centre-rules.ts';
import { isTableFor, storedCentreTables } from '#db/queries/centre-tables.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { CentreRuleView } from '#shared/contract/centre-rules.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { codedFields } from '#shared/domain/centre-rule.ts';
import { project } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import { deadlineText, isSpokenOf, nextDue } from '#shared/rules/centre-rules.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { centreRuleKindLabels, investmentMeaningLabels } from '#shared/text/exchange-labels.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

export const centreRuleQueries = {
  'centreRules.list'({ reading }) {
    const office = requireOffice(reading);
    const isCentre = office.kind === 'centre';
    const rule = ruleOf(rulePackInForce(reading), 'reportDeadlines');
    return {
      rows: storedCentreRules(reading)
        .filter(
          ({ toOfficeIds, isWithdrawn }) =>
            isCentre || (isWithdrawn !== true && (toOfficeIds.length === 0 || toOfficeIds.includes(office.id))),
        )
        .map(viewOf),
      offered: isCentre ? rule.parameters.items.map(({ name, when }) => ({ name, when, source: rule.source })) : [],
      mayEdit: isCentre,
    };
  },
} satisfies Partial<QueryHandlers>;

function viewOf(rule: StoredCentreRule): CentreRuleView {
  const { id, officeName, kind, name, weekday, dayOfMonth, minute, dueOn, source, note, issuedOn, field, meaning } =
    rule;
  return {
    id,
    officeName,
    kind,
    name,
    weekday,
    dayOfMonth,
    minute,
    dueOn,
    source,
    note,
    issuedOn,
    toOfficeIds: [...rule.toOfficeIds],
    codes: [...rule.codes],
    field: codedFields.find((each) => each === field) ?? null,
    meaning: meaning === 'sinceStart' || meaning === 'thisYear' ? meaning : null,
    isWithdrawn: rule.isWithdrawn === true,
    shown: shownText(rule),
  };
}

function shownText(rule: StoredCentreRule): string {
  const field = codedFields.find((each) => each === rule.field);
  if (rule.kind === 'codes')
    return `${field === undefined ? (rule.field ?? '') : project.fields[field].label}，${rule.codes.length}项`;
  if (rule.kind === 'investmentToDate')
    return investmentMeaningLabels[rule.meaning === 'sinceStart' ? 'sinceStart' : 'thisYear'];
  return deadlineText(rule);
}

export const centreRuleCommands = {
  'centreRules.save'(context, { id, values }) {
    const office = requireOffice(context.writing);
    const known = id === undefined ? undefined : readRecord(context.writing, 'centreRule', id);
    if (id !== undefined && (known === undefined || known.isDeleted))
      throw problem('RECORD_NOT_FOUND', { noun: '时限、编码和口径' });
    if (known !== undefined) requireHome(context.writing, known.homeOffice, office.id);
    if (values.kind === 'codes') {
      const names = values.codes.map((each) => each.name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) throw problem('CODE_TWICE', { name: twice });
    }
    const recordOf = id ?? context.newId();
    const issued = known === undefined ? { issuedOn: businessDay(context.now), isWithdrawn: false } : {};
    const { codes, toOfficeIds, ...plain } = { codes: [], ...values };
    const change = makeChange(context, 'centreRules.save', `${centreRuleKindLabels[values.kind]}：${values.name}`, [
      {
        entity: 'centreRule',
        id: recordOf,
        kind: 'put',
        values: { ...unused, ...trimmed(plain), codes, toOfficeIds, ...issued },
      },
    ]);
    return { ...changeMade(change), id: recordOf };
  },
  'centreRules.withdraw'(context, { id, isWithdrawn }) {
    const known = readRecord(context.writing, 'centreRule', id);
    if (known === undefined || known.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '时限、编码和口径' });
    requireHome(context.writing, known.homeOffice, requireOffice(context.writing).id);
    const what = `${isWithdrawn ? '停用' : '恢复'}：${textOf(known, 'name')}`;
    return changeMade(
      makeChange(context, 'centreRules.withdraw', what, [
        { entity: 'centreRule', id, kind: 'put', values: { isWithdrawn } },
      ]),
    );
  },
} satisfies Partial<CommandHandlers>;

/** A rule that becomes one of another kind keeps nothing of the old. */
const unused = { weekday: null, dayOfMonth: null, minute: null, dueOn: null, field: null, meaning: null };

/** “市级中心下达：省市重点项目周报，每周五 12:00前（郑重办〔2022〕XX号 四(三)）” – what a reminder cites. */
export function citedCentreRule(rule: StoredCentreRule): string {
  return `市级中心下达：${rule.name}，${shownText(rule)}${rule.source === null ? '' : `（${rule.source}）`}`;
}

/** The desk of a district, some days before: monthly and single deadlines of the centre. */
export function centreDeadlineTasks(reading: Reading, now: string): OutputOf<'overviews.district'>['tasks'] {
  const today = businessDay(now);
  const { shift } = ruleOf(rulePackInForce(reading), 'deadlineShift').parameters;
  const calendar = calendarInForce(reading);
  const { id: officeId } = requireOffice(reading);
  const tables = storedCentreTables(reading).filter((table) => isTableFor(table, officeId));
  return (['monthlyDeadline', 'dayDeadline'] as const)
    .flatMap((kind) => centreRulesInForce(reading, kind))
    .flatMap((rule): OutputOf<'overviews.district'>['tasks'] => {
      const due = nextDue(rule, today, shift, calendar);
      if (due === null || !isSpokenOf(due, today)) return [];
      const asked = tables.filter((table) => table.deadlineId === rule.id);
      const [first] = asked;
      const names = first === undefined ? '' : `（${asked.map((table) => table.name).join('、')}）`;
      return [
        {
          code: 'CENTRE_DEADLINE',
          subject: `${rule.id} ${due.day}`,
          tone: due.day === today ? 'look' : 'plain',
          sentence: `${shownDay(due.day)}前要向市级中心报“${rule.name}”${names}。`,
          why: citedCentreRule(rule),
          action:
            first === undefined
              ? { label: '去报送', page: '/exchange' }
              : { label: '看报表', page: `/centre-tables?table=${first.id}` },
          dueOn: due.day,
        },
      ];
    });
}
