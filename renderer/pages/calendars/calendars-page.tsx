/** 放假安排: which years are loaded, what they say, and the next notice taken in. */
import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndoRedo } from '../../use-undo.ts';
import { EnterYear } from './enter-year.tsx';
import { YearTable } from './year-table.tsx';
import './calendars.css';

type Year = OutputOf<'calendars.list'>['years'][number];

export function CalendarsPage(): ReactNode {
  const { today } = useOffice();
  const [asked, setAsked] = useSearchParams();
  const calendars = useQueryOf('calendars.list', {});
  const { undo } = useUndoRedo(['calendars.save', 'calendars.remove']);
  if (calendars.data === undefined)
    return calendars.error === null ? <Waiting /> : <ErrorNotice problem={calendars.error} />;

  const { years, missingYear } = calendars.data;
  const thisYear = Number(today.slice(0, 4));
  const wanted = Number(asked.get('year') ?? thisYear);
  const chosen = years.find((each) => each.year === wanted) ?? years[0];
  const entering = asked.get('enter');
  const show = (year: number) => setAsked({ year: String(year) });

  if (entering !== null)
    return (
      <EnterYear
        key={entering}
        year={Number(entering)}
        existing={years.find((each) => each.year === Number(entering))}
        onCancel={() => setAsked({})}
        onSaved={(changeId, year) => {
          sayDone(`${year}年放假安排已保存，工作日和截止日从现在起按它计算`, () => undo(changeId));
          show(year);
        }}
      />
    );
  return (
    <>
      <PageHead
        title="放假安排"
        about={
          missingYear <= thisYear
            ? `${missingYear}年还没有录入：这一年的工作日算不出来，截止日不会避开节假日`
            : `已有${years.at(-1)?.year}—${missingYear - 1}年；${missingYear}年的通知还没有录入`
        }
        actions={
          <Button
            leftSection={<IconCalendarPlus size={16} aria-hidden />}
            onClick={() => setAsked({ enter: String(missingYear) })}
          >
            录入{missingYear}年
          </Button>
        }
      />
      <div className="calendars">
        <nav className="calendars-list" aria-label="年份">
          {years.map((each) => (
            <button
              key={each.year}
              type="button"
              aria-current={each.year === chosen?.year ? 'true' : undefined}
              onClick={() => show(each.year)}
            >
              {each.year}年<span>{originLabels[each.origin]}</span>
            </button>
          ))}
        </nav>
        {chosen !== undefined && (
          <ChosenYear
            year={chosen}
            onEnter={() => setAsked({ enter: String(chosen.year) })}
            onRemoved={(changeId) => sayDone(`已删除录入的${chosen.year}年放假安排`, () => undo(changeId))}
          />
        )}
      </div>
    </>
  );
}

const originLabels: Readonly<Record<Year['origin'], string>> = {
  shipped: '随软件提供',
  entered: '本单位录入',
  handedDown: '市级中心下达',
};

interface ChosenYearProps {
  readonly year: Year;
  readonly onEnter: () => void;
  readonly onRemoved: (changeId: string | null) => void;
}

function ChosenYear({ year, onEnter, onRemoved }: ChosenYearProps): ReactNode {
  const remove = useCommand('calendars.remove');
  const off = year.days.filter((each) => !each.isWorkingDay).length;
  return (
    <section className="calendars-year" aria-label={`${year.year}年`}>
      <Group justify="space-between" align="baseline">
        <Title order={2}>
          {year.year}年：工作日 {year.workingDays} 天
        </Title>
        <Group gap="md">
          <Anchor component="button" type="button" size="sm" onClick={onEnter}>
            {year.origin === 'handedDown' ? '本单位另行录入' : '重新录入'}
          </Anchor>
          {year.origin === 'entered' && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() =>
                void remove.run({ year: year.year }).then(({ changeId }) => onRemoved(changeId), shownElsewhere)
              }
            >
              {year.hasAbove ? '改用市级中心下达的' : year.isReplaced ? '恢复随软件提供的' : '删除'}
            </Anchor>
          )}
        </Group>
      </Group>
      <Text size="sm" c="var(--quiet)" mb="xs" style={{ overflowWrap: 'anywhere' }}>
        放假 {off} 天，调休上班 {year.days.length - off} 天。依据：
        {[year.notice, year.documentNumber].filter((text) => text !== null).join(' ')}
        {year.origin === 'handedDown' && '（市级中心下达）'}
      </Text>
      {year.differsFromAbove.length > 0 && (
        <Text size="sm" mb="xs" role="note">
          <b>与市级中心下达的不同</b>（现在按本单位录入的）：{year.differsFromAbove.slice(0, 6).join('；')}
          {year.differsFromAbove.length > 6 ? `等 ${year.differsFromAbove.length} 天` : ''}
        </Text>
      )}
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <YearTable year={year.year} days={year.days} />
    </section>
  );
}
