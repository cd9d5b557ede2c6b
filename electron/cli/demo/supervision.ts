/** The closed loop in short: an issue comes before a special meeting, its decision is answered and closed, one page proves it. */
import { join } from 'node:path';
import { addDays } from '#shared/calendar/day.ts';
import { type DemoOffice, JourneyError } from './office.ts';
import type { LoopSummary } from './summary.ts';

export async function closeTheLoop(
  district: DemoOffice,
  out: string,
  tell: (line: string) => void,
): Promise<LoopSummary> {
  const { rows } = await district.call('projects.list', { limit: 1 });
  const [project] = rows;
  if (project === undefined) throw new JourneyError('项目库里没有项目，督办演示做不下去。');
  const unitName = project.responsibleUnits[0]?.name ?? '区住建局';
  const changes = { title: '临时用电没有送到现场', grade: 'urgent', unitName };
  const { id: issueId } = await district.call('issues.save', { projectId: project.id, changes });

  const { today } = await district.call('meetings.list', {});
  const { id } = await district.call('meetings.save', { changes: { type: 'special', onDay: today } });
  const { taken } = await district.call('meetings.takeProposals', { id, keys: [`urgentIssue ${issueId}`] });
  await district.call('meetings.act', { id, act: { kind: 'hold' } });
  const itemId = (await district.call('meetings.get', { id })).agenda[0]?.id ?? '';
  const decide = (content: string, dueOn: string | null) =>
    district.call('meetings.decide', { itemId, changes: { content, unitName, dueOn } });
  const decided = await decide('把临时用电送到现场', addDays(today, 10));
  const draft = await decide('研究永久用电方案', null);
  if (decided.lacks.length > 0 || draft.lacks.length === 0) throw new JourneyError('没有时限的议定事项没有留作草稿。');

  const done = '临时用电已送电，施工机械全部进场。';
  await district.call('tasks.act', { id: decided.taskId, act: { kind: 'reply', body: done } });
  await district.call('tasks.act', { id: decided.taskId, act: { kind: 'close', note: done } });
  await district.call('issues.close', { id: issueId, closedOn: today, closedBy: '云小满', closingNote: done });
  const { chain } = await district.call('tasks.get', { id: decided.taskId });
  const proof = await district.call('tasks.proof', { id: decided.taskId });
  district.keep(proof.file, join(out, '督办事项办理情况.pdf'));
  const minutes = await district.call('meetings.minutes', { id, format: 'docx' });
  district.keep(minutes.file, join(out, '会议纪要.docx'));
  tell(
    `专题会议：议题${taken}个（问题台账提出），议定事项2个，1个缺时限留作草稿；1个已反馈、办结，来龙去脉${chain.length}条印成${proof.pages ?? 0}页。`,
  );
  return { topics: taken, decisions: 2, drafts: 1, links: chain.length, proofPages: proof.pages ?? 0 };
}
