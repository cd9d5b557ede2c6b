import { Anchor, Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { type MeetingAct, meetingAfter } from '#shared/rules/meetings.ts';
import { isTourType } from '#shared/rules/tours.ts';
import { meetingStateLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { Agenda } from './agenda.tsx';
import { AttendanceSection } from './attendance.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import './meetings.css';
import { ReportedLine } from '../../components/reported-line/reported-line.tsx';
import { MeetingForm } from './meeting-form.tsx';
import { MinutesBar } from './minutes-bar.tsx';
import { PapersBar } from './papers-bar.tsx';
import { SavedText } from './saved-text.tsx';

type Found = OutputOf<'meetings.get'>;

/** `#/meetings/<id>`: agenda, attendance, minutes and decisions of one meeting on one page. */
export function MeetingPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const found = useQueryOf('meetings.get', { id });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  return <MeetingView key={id} found={found.data} />;
}

const actLabels: Readonly<Record<MeetingAct, string>> = {
  hold: '已召开',
  minute: '形成纪要',
  issue: '登记印发',
  cancel: '取消会议',
  back: '退回上一步',
};
const actOrder = ['back', 'cancel', 'hold', 'minute', 'issue'] as const;

function MeetingView({ found }: { readonly found: Found }): ReactNode {
  const { row, agenda, attendance, type } = found;
  const list = useQueryOf('meetings.list', {});
  const act = useCommand('meetings.act');
  const save = useCommand('meetings.save');
  const [dialog, setDialog] = useState<'edit' | 'issue' | null>(null);
  const isOpen = row.isOurs && row.state !== 'issued' && row.state !== 'cancelled';
  const wasHeld = row.state !== 'planned' && row.state !== 'cancelled';

  function take(kind: MeetingAct): void {
    if (kind === 'issue') setDialog('issue');
    else void act.run({ id: row.id, act: { kind } }).catch(shownElsewhere);
  }
  async function saveText(changes: { readonly [field: string]: string | null }): Promise<void> {
    await save.run({ id: row.id, changes });
  }

  return (
    <>
      <PageHead
        title={row.title}
        about={
          <>
            <Anchor component={Link} href="/meetings" size="sm" underline="always">
              会议
            </Anchor>{' '}
            · {headText(found)}
          </>
        }
        actions={
          row.isOurs && (
            <>
              {isTourType({ code: row.type, name: row.typeName }) && (
                <Button component={Link} href={`/tours/${row.id}`} variant="default">
                  推荐、线路和评分
                </Button>
              )}
              {isOpen && (
                <Button variant="default" onClick={() => setDialog('edit')}>
                  修改
                </Button>
              )}
              {actOrder
                .filter((each) => meetingAfter(each, row.state) !== null)
                .map((each) => (
                  <Button
                    key={each}
                    variant={each === 'back' || each === 'cancel' ? 'default' : 'filled'}
                    loading={act.isRunning}
                    onClick={() => take(each)}
                  >
                    {actLabels[each]}
                  </Button>
                ))}
            </>
          )
        }
      />
      <ReportedLine entity="meeting" id={row.id} title={row.title} />
      <ErrorNotice problem={act.problem} onClose={act.reset} />
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      {row.state !== 'cancelled' && <PapersBar row={row} isOpen={isOpen} onSave={saveText} />}
      {wasHeld && <MinutesBar row={row} supervisor={type.supervisor} source={type.source} />}
      {wasHeld && (
        <section className="meetings-section" aria-label="会议概述">
          <SavedText
            label="会议概述"
            placeholder="空着时按时间、地点、主持人写成：××年×月×日，××主持召开……现将会议事项纪要如下："
            value={row.opening}
            isReadOnly={!isOpen}
            maxLength={3000}
            onSave={(opening) => saveText({ opening })}
          />
        </section>
      )}
      <Agenda row={row} agenda={agenda} isOpen={isOpen} wasHeld={wasHeld} />
      {wasHeld && (
        <section className="meetings-section" aria-label="会议要求">
          <SavedText
            label="会议要求"
            placeholder="会议强调，……（可以空着）"
            value={row.closing}
            isReadOnly={!isOpen}
            maxLength={3000}
            onSave={(closing) => saveText({ closing })}
          />
          <SavedText
            label="抄送"
            placeholder="区委各部门，区政府各部门"
            value={row.copyTo}
            isReadOnly={!isOpen}
            maxLength={500}
            onSave={(copyTo) => saveText({ copyTo })}
          />
        </section>
      )}
      <section className="meetings-section" aria-label="会议材料">
        <Text fw={600} mb={6}>
          会议材料
        </Text>
        <AttachmentBox subjectId={row.id} hint="签字盖章的纪要扫描件、会议照片、汇报材料" isCompact />
      </section>
      <AttendanceSection id={row.id} attendance={attendance} isOpen={isOpen} />
      {dialog === 'edit' && (
        <MeetingForm types={list.data?.types ?? []} meeting={row} onClose={() => setDialog(null)} />
      )}
      {dialog === 'issue' && <IssueDialog row={row} onClose={() => setDialog(null)} />}
    </>
  );
}

function headText({ row, type }: Found): string {
  return [
    `${shownDay(row.onDay)}${row.time === null ? '' : ` ${row.time}`}`,
    row.place,
    row.districtName === null ? null : `会商${row.districtName}`,
    row.chairName === null ? null : `${row.chairPost ?? ''}${row.chairName}主持`,
    meetingStateLabels[row.state],
    row.documentNumber,
    `依据 ${type.source}`,
  ]
    .filter((each) => each !== null && each !== '')
    .join(' · ');
}
