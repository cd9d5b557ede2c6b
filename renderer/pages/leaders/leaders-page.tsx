/** 分包与专班: who carries what on a day, what is missing, the groups, who speaks for whom. */
import { SegmentedControl, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { AssignmentRole } from '#shared/domain/assignment.ts';
import { useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useRemembered } from '../../components/remember.ts';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { DelegationsView } from './delegations-view.tsx';
import { GroupsView } from './groups-view.tsx';
import { LoadList } from './load-list.tsx';
import './leaders.css';
import { MissingList } from './missing-list.tsx';

const rolesOf = {
  leaders: ['responsibleLeader', 'areaLeader', 'townHead', 'accountableOfficer'],
  stewards: ['projectSteward'],
  owners: ['ownerContact'],
  all: null,
} as const satisfies Readonly<Record<string, readonly AssignmentRole[] | null>>;
type ShownRoles = keyof typeof rolesOf;

function isShownRoles(value: unknown): value is ShownRoles {
  return typeof value === 'string' && Object.hasOwn(rolesOf, value);
}

const tabs = ['load', 'missing', 'groups', 'delegations'] as const;
type Tab = (typeof tabs)[number];

export function LeadersPage(): ReactNode {
  const { today } = useOffice();
  const [asked, setAsked] = useSearchParams();
  const tab: Tab = tabs.find((each) => each === asked.get('tab')) ?? 'load';
  const day = asked.get('day') ?? today;
  const [shownRoles, setShownRoles] = useRemembered<ShownRoles>('leaders.roles', 'leaders', isShownRoles);
  const roles = rolesOf[shownRoles];
  const board = useQueryOf(
    'assignments.board',
    { day, ...(roles === null ? {} : { roles: [...roles] }) },
    { keepsLast: true },
  );
  useUndo([
    'assignments.changePerson',
    'assignments.save',
    'assignments.remove',
    'delegations.save',
    'delegations.remove',
    'groups.save',
    'groups.remove',
    'groups.order',
    'groups.takeTable',
  ]);

  function ask(changes: Readonly<Record<string, string>>): void {
    const next: Record<string, string> = {
      ...(tab === 'load' ? {} : { tab }),
      ...(day === today ? {} : { day }),
      ...changes,
    };
    if (next['tab'] === 'load') delete next['tab'];
    if (next['day'] === today) delete next['day'];
    setAsked(next, { replace: true });
  }

  return (
    <>
      <PageHead
        title="分包与专班"
        {...(tab === 'load' || tab === 'missing'
          ? { about: `${day === today ? '截至今天' : `${shownDay(day)}当天的情况`} · 金额单位：万元` }
          : {})}
        actions={
          <>
            {(tab === 'load' || tab === 'missing') && (
              <>
                <Text size="sm" component="label" htmlFor="leaders-day">
                  看哪一天
                </Text>
                <DayInput
                  id="leaders-day"
                  w={150}
                  precision="day"
                  value={day}
                  onSave={(next) => ask({ day: next ?? today })}
                />
              </>
            )}
            <SegmentedControl
              aria-label="看什么"
              value={tab}
              onChange={(value) => ask({ tab: value })}
              data={[
                { value: 'load', label: '按领导' },
                {
                  value: 'missing',
                  label: `待明确${board.data === undefined ? '' : ` ${board.data.missing.filter((each) => each.isLacking).length}`}`,
                },
                { value: 'groups', label: '小组与专班' },
                { value: 'delegations', label: '外出委托' },
              ]}
            />
          </>
        }
      />
      {tab === 'groups' ? (
        <GroupsView />
      ) : tab === 'delegations' ? (
        <DelegationsView />
      ) : board.data === undefined ? (
        board.error === null ? (
          <Waiting />
        ) : (
          <ErrorNotice problem={board.error} onRetry={() => void board.refetch()} />
        )
      ) : tab === 'load' ? (
        <LoadList
          board={board.data}
          roles={
            <SegmentedControl
              size="xs"
              aria-label="哪些人"
              value={shownRoles}
              onChange={(value) => isShownRoles(value) && setShownRoles(value)}
              data={[
                { value: 'leaders', label: '领导' },
                { value: 'stewards', label: board.data.roleNames.projectSteward },
                { value: 'owners', label: '项目单位联系人' },
                { value: 'all', label: '全部' },
              ]}
            />
          }
        />
      ) : (
        <MissingList board={board.data} />
      )}
    </>
  );
}
