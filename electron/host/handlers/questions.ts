/** 询问与答复: nobody writes another's field, so one asks and the office it belongs to corrects or explains; both stay. */
import { entityPlan, readRecord, textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { receiptsOf, type StoredQuestion, storedQuestions } from '#db/queries/questions.ts';
import { recordNames } from '#db/queries/record-names.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { isNotLoaded, workingDaysBetween } from '#shared/calendar/working-day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { QuestionShow, QuestionView } from '#shared/contract/questions.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { isEntityName } from '#shared/domain/entities.ts';
import type { QuestionState } from '#shared/domain/question.ts';
import { problem } from '#shared/error.ts';
import { answerRefusal, closingRefusal, isAnswerLate, questionStanding } from '#shared/rules/questions.ts';
import { answerKindLabels, questionKindLabels } from '#shared/text/exchange-labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { requireOwnProject, requireProject } from './own-project.ts';
import { trimmed } from './projects.ts';
import {
  centreSubjects,
  correctionPage,
  districtSubjects,
  shownOf,
  subjectLabel,
  undecidedLabel,
} from './question-subjects.ts';

const shows: Readonly<Record<QuestionShow, (row: QuestionView) => boolean>> = {
  open: isOpen,
  toAnswer: (row) => isOpen(row) && !row.isOurs && row.answers.length === 0,
  toSettle: (row) => row.isOurs && row.standing === 'answered',
  all: () => true,
};

export const questionQueries = {
  'questions.list'({ reading, now }, { show, side, projectId }) {
    const rows = questionRows(reading, now).filter(
      (row) =>
        (projectId === undefined || row.projectId === projectId) &&
        (side === undefined || row.isOurs === (side === 'asked')),
    );
    const count = (of: QuestionShow) => rows.filter(shows[of]).length;
    return {
      rows: rows.filter(shows[show]),
      counts: { open: count('open'), toAnswer: count('toAnswer'), toSettle: count('toSettle'), all: rows.length },
    };
  },
  'questions.subjects'({ reading }, { projectId }) {
    const office = requireOffice(reading);
    if (office.kind === 'centre') {
      if (projectId === undefined) return { rows: [] };
      const { homeOffice } = requireProject(reading, projectId);
      return { rows: homeOffice === office.id ? [] : districtSubjects(reading, homeOffice, projectId) };
    }
    const centres = enrolledOffices(reading).filter((each) => each.kind === 'centre');
    return { rows: centres.flatMap((centre) => centreSubjects(reading, centre.id, projectId)) };
  },
} satisfies Partial<QueryHandlers>;

export const questionCommands = {
  'questions.ask'(context, { about, field, period, toOfficeId, body, proposed, dueOn }) {
    const { writing, now, operator } = context;
    const office = requireOffice(writing);
    if (body === '') throw problem('QUESTION_EMPTY');
    const { entity, id: subjectId } = about;
    if (subjectId === '') return askToDecide(context, about, { body, proposed, dueOn });
    const record = isEntityName(entity) ? readRecord(writing, entity, subjectId) : undefined;
    if (!isEntityName(entity) || record === undefined || record.isDeleted)
      throw problem('RECORD_NOT_FOUND', { noun: '所问的内容' });
    const names = recordNames(writing);
    const what = subjectLabel(entity, record, names);
    if (record.homeOffice === office.id) throw problem('QUESTION_TO_SELF', { what });
    const other = enrolledOffices(writing).find((each) => each.id === record.homeOffice);
    if (other === undefined || other.kind === office.kind || (toOfficeId ?? other.id) !== other.id)
      throw problem('QUESTION_NOT_THEIRS', { what });
    const plan = field === undefined ? undefined : entityPlan(entity).byName.get(field);
    if (field !== undefined && plan === undefined) throw problem('FIELD_UNKNOWN', { field });
    const projectId = entity === 'project' ? subjectId : textOf(record, 'projectId') || null;
    const kind = office.kind === 'centre' ? 'question' : 'changeRequest';
    const id = context.newId();
    const project = projectId === null ? '' : textOf(readRecord(writing, 'project', projectId), 'name');
    const summary = `${questionKindLabels[kind]}：${[project, what, plan?.field.label].filter(Boolean).join(' ')}`;
    const change = makeChange(context, 'questions.ask', summary.slice(0, 200), [
      {
        entity: 'question',
        id,
        kind: 'put',
        values: {
          kind,
          toOfficeId: other.id,
          projectId,
          subjectEntity: entity,
          subjectId,
          field: field ?? null,
          shown: shownOf(entity, record, field ?? null, names),
          ...trimmed({ proposed, body }),
          askedOn: businessDay(now),
          askedBy: operator,
          dueOn,
          period: textOf(record, 'period') || (period ?? null),
          state: 'open',
        },
      },
    ]);
    return { ...changeMade(change), id };
  },
  'questions.answer'(context, { id, kind, body }) {
    const { writing, now, operator } = context;
    const question = requireQuestion(writing, id);
    const office = requireOffice(writing);
    const row = rowOf(groundOf(writing, now), question);
    const values = trimmed({ kind, body });
    const refusal = answerRefusal({
      state: question.state,
      isToUs: question.toOfficeId === office.id,
      kind,
      body: body?.trim() ?? null,
      isChanged: row.isChanged,
    });
    if (refusal !== null) throw problem(refusal, { office: row.fromName, what: row.fieldLabel ?? row.subject });
    return changeMade(
      makeChange(context, 'questions.answer', `答复（${answerKindLabels[kind]}）：${question.body}`.slice(0, 200), [
        {
          entity: 'answer',
          id: context.newId(),
          kind: 'put',
          values: { questionId: id, ...values, answeredOn: businessDay(now), answeredBy: operator },
        },
      ]),
    );
  },
  'questions.settle': (context, { id, note }) => close(context, 'settle', id, note),
  'questions.withdraw': (context, { id, note }) => close(context, 'withdraw', id, note),
} satisfies Partial<CommandHandlers>;

interface Asked {
  readonly body: string;
  readonly proposed: string | null;
  readonly dueOn: string | null;
}

/** A district asks the centre for a decision about one of its projects that is not there yet. */
function askToDecide(
  context: CommandContext,
  { entity, projectId }: ParsedInputOf<'questions.ask'>['about'],
  { body, proposed, dueOn }: Asked,
) {
  const { writing, now, operator } = context;
  const office = requireOffice(writing);
  const what = undecidedLabel(entity);
  const centre = enrolledOffices(writing).find((each) => each.kind === 'centre');
  if (what === null || projectId === undefined) throw problem('RECORD_NOT_FOUND', { noun: '所问的内容' });
  if (office.kind === 'centre' || centre === undefined) throw problem('QUESTION_NOT_THEIRS', { what });
  const project = requireOwnProject(writing, projectId, office.id);
  const id = context.newId();
  const summary = `${questionKindLabels.changeRequest}：${textOf(project, 'name')} ${what}`;
  const change = makeChange(context, 'questions.ask', summary.slice(0, 200), [
    {
      entity: 'question',
      id,
      kind: 'put',
      values: {
        kind: 'changeRequest',
        toOfficeId: centre.id,
        projectId,
        subjectEntity: entity,
        // The level of a project is one record, whoever makes it: the request shows what became of it.
        subjectId: entity === 'levelConfirmation' ? recordId('levelConfirmation', projectId) : null,
        field: null,
        shown: null,
        ...trimmed({ proposed, body }),
        askedOn: businessDay(now),
        askedBy: operator,
        dueOn,
        period: null,
        state: 'open',
      },
    },
  ]);
  return { ...changeMade(change), id };
}

const closedAs = {
  settle: { state: 'settled' satisfies QuestionState, label: '了结' },
  withdraw: { state: 'withdrawn' satisfies QuestionState, label: '撤回' },
} as const;

function close(context: CommandContext, act: 'settle' | 'withdraw', id: string, note: string | null) {
  const { writing, now, operator } = context;
  const question = requireQuestion(writing, id);
  const isOurs = question.homeOffice === requireOffice(writing).id;
  const refusal = closingRefusal(act, { state: question.state, answers: question.answers.length, isOurs });
  if (refusal !== null)
    throw problem(refusal, { office: textOf(readRecord(writing, 'office', question.homeOffice), 'shortName') });
  const { state, label } = closedAs[act];
  const summary = `${label}${questionKindLabels[question.kind]}：${question.body}`.slice(0, 200);
  return changeMade(
    makeChange(context, `questions.${act}`, summary, [
      {
        entity: 'question',
        id,
        kind: 'put',
        values: { state, settledOn: businessDay(now), settledBy: operator, ...trimmed({ note }) },
      },
    ]),
  );
}

function requireQuestion(from: Reading, id: string): StoredQuestion {
  const [question] = storedQuestions(from, id);
  if (question === undefined) throw problem('RECORD_NOT_FOUND', { noun: '询问' });
  return question;
}

function questionRows(from: Reading, now: string): QuestionView[] {
  const ground = groundOf(from, now);
  return storedQuestions(from).map((question) => rowOf(ground, question));
}

type Ground = ReturnType<typeof groundOf>;

/** What every row needs, read once. */
function groundOf(from: Reading, now: string) {
  const office = requireOffice(from);
  const officeNames = new Map(enrolledOffices(from).map((each) => [each.id, each.shortName]));
  return {
    from,
    office,
    today: businessDay(now),
    calendar: calendarInForce(from),
    names: recordNames(from),
    receipt: receiptsOf(from, office.id),
    officeName: (id: string) =>
      id === office.id
        ? office.shortName
        : (officeNames.get(id) ?? textOf(readRecord(from, 'office', id), 'shortName')),
  };
}

function rowOf(ground: Ground, question: StoredQuestion): QuestionView {
  const { from, office, today, calendar, names, receipt, officeName } = ground;
  const { homeOffice, toOfficeId, subjectEntity, subjectId, field, state, shown, projectId, period } = question;
  const isOurs = homeOffice === office.id;
  const entity = subjectEntity !== null && isEntityName(subjectEntity) ? subjectEntity : null;
  const record = entity === null || subjectId === null ? undefined : readRecord(from, entity, subjectId);
  // A request to decide what was not decided yet.
  const toDecide =
    question.kind === 'changeRequest' && shown === null && field === null ? undecidedLabel(subjectEntity ?? '') : null;
  const shownNow = entity === null ? null : shownOf(entity, record, field, names);
  const isComparable = record !== undefined && (field !== null || (entity !== 'project' && entity !== 'office'));
  const asked = { state, answers: question.answers.length };
  const days = workingDaysBetween(question.askedOn, question.settledOn ?? today, calendar);
  const mine = isOurs ? [question.id] : question.answers.map((each) => each.id);
  const isUnsent = mine.some((id) => receipt(id, isOurs ? toOfficeId : homeOffice).isUnsent);
  return {
    id: question.id,
    kind: question.kind,
    standing: questionStanding({ ...asked, isDelivered: !isOurs || receipt(question.id, toOfficeId).isDelivered }),
    isOurs,
    isUnsent,
    fromName: officeName(homeOffice),
    toName: officeName(toOfficeId),
    projectId,
    projectName: question.projectName,
    subject: toDecide ?? (entity === null ? (subjectEntity ?? '') : subjectLabel(entity, record, names)),
    fieldLabel:
      entity === null || field === null ? field : (entityPlan(entity).byName.get(field)?.field.label ?? field),
    shown,
    shownNow,
    isChanged: isComparable ? shownNow !== shown : null,
    proposed: question.proposed,
    body: question.body,
    period,
    askedOn: question.askedOn,
    askedBy: question.askedBy,
    dueOn: question.dueOn,
    isLate: isAnswerLate(asked, question.dueOn, today),
    workingDays: isNotLoaded(days) ? null : days,
    answers: question.answers.map(({ id, kind, body, answeredOn, answeredBy }) => ({
      id,
      kind,
      body,
      answeredOn,
      answeredBy,
    })),
    settledOn: question.settledOn,
    settledBy: question.settledBy,
    note: question.note,
    page:
      record?.homeOffice === office.id || (toDecide !== null && !isOurs)
        ? correctionPage(entity, subjectId, projectId, period, office.kind)
        : null,
  };
}

function isOpen(row: QuestionView): boolean {
  return row.standing !== 'settled' && row.standing !== 'withdrawn';
}

/** What 工作台 says: to be answered here, answered and to be settled, unanswered past their day. */
export function questionTasks(from: Reading, now: string): Reminder[] {
  const rows = questionRows(from, now);
  const toAnswer = rows.filter(shows.toAnswer);
  const [next] = toAnswer.toSorted((left, right) => (left.dueOn ?? '9999').localeCompare(right.dueOn ?? '9999'));
  const reminders: Reminder[] = [];
  const why = '数据归谁管理由谁更正，提出方只询问、不改数';
  const first = (row: QuestionView, count: number) =>
    `${[row.projectName, row.fieldLabel ?? row.subject].filter(Boolean).join(' ')}${count > 1 ? '等' : ''}`;
  if (next !== undefined)
    reminders.push({
      code: 'QUESTIONS_TO_ANSWER',
      tone: next.isLate ? 'late' : 'look',
      sentence: `${next.fromName}有${toAnswer.length}件${questionKindLabels[next.kind]}等待答复${next.dueOn === null ? '' : `，${toAnswer.length > 1 ? '最早的' : ''}要求${shownDay(next.dueOn)}前答复`}：${first(next, toAnswer.length)}。`,
      why,
      action: { label: '去答复', page: '/questions?show=toAnswer' },
      ...(next.dueOn === null ? {} : { dueOn: next.dueOn }),
      facts: toAnswer.map((row) => row.id),
    });
  const toSettle = rows.filter(shows.toSettle);
  const [answered] = toSettle;
  if (answered !== undefined)
    reminders.push({
      code: 'QUESTIONS_TO_SETTLE',
      tone: 'plain',
      sentence: `提出的${toSettle.length}件${questionKindLabels[answered.kind]}已有答复，等待了结：${first(answered, toSettle.length)}。`,
      why,
      action: { label: '去了结', page: '/questions?show=toSettle' },
      facts: toSettle.map((row) => row.id),
    });
  const late = rows.filter((row) => row.isOurs && row.isLate);
  const [unanswered] = late;
  if (unanswered !== undefined)
    reminders.push({
      code: 'QUESTIONS_UNANSWERED',
      tone: 'late',
      sentence: `提出的${late.length}件${questionKindLabels[unanswered.kind]}过了时限还没有答复：${unanswered.toName} ${first(unanswered, late.length)}。`,
      why,
      action: { label: '看询问', page: '/questions?show=open' },
      facts: late.map((row) => row.id),
    });
  return reminders;
}
