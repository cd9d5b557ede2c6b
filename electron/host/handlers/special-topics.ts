/**
 * What a special meeting has taken up becomes 重点督办 and is looked at again after its closing (二七办文〔2024〕7号
 * 四(三)4(2)): the issues and tasks among its topics when it is held, and every decision it makes.
 */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import type { StoredAgendaItem } from '#db/queries/meetings.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import type { AgendaReason } from '#shared/domain/agenda-item.ts';
import { isSpecialType } from '#shared/rules/meetings.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';

const taken: Readonly<Partial<Record<AgendaReason, 'issue' | 'task'>>> = { urgentIssue: 'issue', overdueTask: 'task' };

export function isSpecialMeeting(reading: Reading, meeting: StoredRecord): boolean {
  const code = textOf(meeting, 'type');
  const { types } = ruleOf(rulePackInForce(reading), 'meetings').parameters;
  return isSpecialType({ code, name: types.find((type) => type.code === code)?.name ?? '' });
}

/** Of topics a meeting that was held has before it; none where the meeting is no special one. */
export function keySupervisedDrafts(
  reading: Reading,
  meeting: StoredRecord,
  topics: readonly Pick<StoredAgendaItem, 'reason' | 'subjectId' | 'isDropped'>[],
): Draft[] {
  if (!isSpecialMeeting(reading, meeting)) return [];
  return topics.flatMap(({ reason, subjectId, isDropped }): Draft[] => {
    const entity = reason === null ? undefined : taken[reason];
    if (entity === undefined || subjectId === null || isDropped) return [];
    const record = readRecord(reading, entity, subjectId);
    const isOpen = record !== undefined && !record.isDeleted && textOf(record, 'state') !== 'closed';
    if (!isOpen || record.homeOffice !== meeting.homeOffice || record.values['isKeySupervised'] === true) return [];
    return [{ entity, id: subjectId, kind: 'put', values: { isKeySupervised: true } }];
  });
}
