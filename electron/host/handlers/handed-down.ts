/** What the centre decides for the districts and hands down: confirmed levels, and what it asks to be reported. */
import type { Draft } from '#db/ledger/append.ts';
import { liveRecords, readRecord, textOf } from '#db/ledger/records.ts';
import { confirmedLevels, officesThatAsk, projectsAskedFor } from '#db/queries/confirmed-levels.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ScopeRequestView } from '#shared/contract/handed-down.ts';
import type { ProjectLevel } from '#shared/domain/project.ts';
import type { ScopeRequest } from '#shared/domain/scope-request.ts';
import { problem } from '#shared/error.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireProject } from './own-project.ts';
import { trimmed } from './projects.ts';

export const handedDownQueries = {
  'levels.list'({ reading }, { officeId }) {
    const office = requireOffice(reading);
    return {
      rows: confirmedLevels(reading, office.kind === 'district' ? office.id : officeId),
      mayConfirm: office.kind === 'centre',
    };
  },
  'scopeRequests.list'({ reading }) {
    const office = requireOffice(reading);
    const rows = officesThatAsk(reading).flatMap((home) => requestsOf(reading, home));
    const isForMe = (row: ScopeRequestView) =>
      office.kind === 'centre' ||
      (!row.isWithdrawn && (row.toOfficeIds.length === 0 || row.toOfficeIds.includes(office.id)));
    return {
      rows: rows.filter(isForMe).map((row) => ({
        ...row,
        projectIds: office.kind === 'district' ? projectsAskedFor(reading, office.id, office.ledgerYear, row) : [],
      })),
    };
  },
} satisfies Partial<QueryHandlers>;

function requestsOf(reading: Reading, homeOffice: string): ScopeRequestView[] {
  const officeName = textOf(readRecord(reading, 'office', homeOffice), 'shortName');
  return [...liveRecords(reading, 'scopeRequest', homeOffice).values()]
    .map(({ id, values }) => {
      const request = values as unknown as ScopeRequest;
      return {
        id,
        officeName,
        name: request.name,
        toOfficeIds: request.toOfficeIds,
        levels: request.levels,
        lists: request.lists,
        isLeaderProjects: request.isLeaderProjects === true,
        body: request.body,
        document: request.document,
        issuedOn: request.issuedOn,
        dueOn: request.dueOn,
        isWithdrawn: request.isWithdrawn === true,
        projectIds: [],
      };
    })
    .toSorted((left, right) => right.issuedOn.localeCompare(left.issuedOn) || left.name.localeCompare(right.name));
}

export const handedDownCommands = {
  'levels.confirm'(context, { projectIds, level, document, note }) {
    const drafts = projectIds.flatMap((projectId): Draft[] => {
      const project = requireProject(context.writing, projectId);
      const id = recordId('levelConfirmation', projectId);
      const known = readRecord(context.writing, 'levelConfirmation', id);
      const isLive = known !== undefined && !known.isDeleted;
      if (level === null) return isLive ? [{ entity: 'levelConfirmation', id, kind: 'delete' }] : [];
      const decided = level ?? (textOf(project, 'level') || null);
      if (decided === null) throw problem('LEVEL_NOT_CLAIMED', { project: textOf(project, 'name') });
      const values = {
        projectId,
        level: decided as ProjectLevel,
        confirmedOn: businessDay(context.now),
        ...trimmed({ ...(document === undefined ? {} : { document }), ...(note === undefined ? {} : { note }) }),
      };
      if (known?.isDeleted === true)
        return [
          { entity: 'levelConfirmation', id, kind: 'undelete' },
          { entity: 'levelConfirmation', id, kind: 'put', values },
        ];
      return [{ entity: 'levelConfirmation', id, kind: 'put', values }];
    });
    const what = level === null ? '取消级别认定' : `认定${level === undefined ? '级别' : projectLevelLabels[level]}`;
    return changeMade(makeChange(context, 'levels.confirm', `${what}：${projectIds.length}个项目`, drafts));
  },
  'scopeRequests.save'(context, { id, values }) {
    if (values.levels.length === 0 && values.lists.length === 0 && values.isLeaderProjects !== true)
      throw problem('SCOPE_REQUEST_EMPTY');
    const known = id === undefined ? undefined : readRecord(context.writing, 'scopeRequest', id);
    if (id !== undefined && (known === undefined || known.isDeleted))
      throw problem('RECORD_NOT_FOUND', { noun: '报送要求' });
    if (known !== undefined) requireHome(context.writing, known.homeOffice, requireOffice(context.writing).id);
    const recordOf = id ?? context.newId();
    const issued = known === undefined ? { issuedOn: businessDay(context.now), isWithdrawn: false } : {};
    const change = makeChange(context, 'scopeRequests.save', `报送要求：${values.name}`, [
      { entity: 'scopeRequest', id: recordOf, kind: 'put', values: { ...trimmed(values), ...issued } },
    ]);
    return { ...changeMade(change), id: recordOf };
  },
  'scopeRequests.withdraw'(context, { id, isWithdrawn }) {
    const known = readRecord(context.writing, 'scopeRequest', id);
    if (known === undefined || known.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '报送要求' });
    requireHome(context.writing, known.homeOffice, requireOffice(context.writing).id);
    const what = `${isWithdrawn ? '停用' : '恢复'}报送要求：${textOf(known, 'name')}`;
    return changeMade(
      makeChange(context, 'scopeRequests.withdraw', what, [
        { entity: 'scopeRequest', id, kind: 'put', values: { isWithdrawn } },
      ]),
    );
  },
} satisfies Partial<CommandHandlers>;
