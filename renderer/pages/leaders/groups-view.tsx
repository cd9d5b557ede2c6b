import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconFileImport, IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { GroupRow } from '#shared/contract/groups.ts';
import { groupKindLabels, groupRoleLabels } from '#shared/text/labels.ts';
import { runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { GroupDialog } from './group-dialog.tsx';
import { GroupTableDialog } from './group-table-dialog.tsx';

const columns: readonly RowListColumn<GroupRow>[] = [
  { id: 'name', title: '名称', width: 'minmax(220px, 2fr)', render: (row) => <b>{row.name}</b> },
  { id: 'kind', title: '类别', width: '140px', render: (row) => groupKindLabels[row.kind] },
  { id: 'leader', title: '组长', width: '110px', render: (row) => namesIn(row, 'leader') },
  { id: 'members', title: '人数', width: '60px', isRight: true, render: (row) => presentOf(row).length },
  {
    id: 'office',
    title: '办公室 / 联系区县',
    width: 'minmax(150px, 1.2fr)',
    render: (row) =>
      row.districtName ?? [row.officeUnitName, row.officeDirectorName].filter((part) => part !== null).join(' · '),
  },
  { id: 'projects', title: '项目', width: '60px', isRight: true, render: (row) => row.projects.length || '' },
  {
    id: 'state',
    title: '文件',
    width: 'minmax(130px, 1fr)',
    render: (row) => (row.dissolvedOn === null ? row.document : `${shownDay(row.dissolvedOn)}撤销`),
  },
];

export function GroupsView(): ReactNode {
  const list = useQueryOf('groups.list', {});
  const order = useCommand('groups.order');
  const [edited, setEdited] = useState<GroupRow | 'new' | null>(null);
  const [isReading, setReading] = useState(false);
  const [printed, setPrinted] = useState<readonly string[] | null>(null);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows } = list.data;

  function move(row: GroupRow, step: 1 | -1): void {
    const ids = rows.filter((each) => each.mayEdit).map((each) => each.id);
    const from = ids.indexOf(row.id);
    const to = from + step;
    if (from < 0 || to < 0 || to >= ids.length) return;
    const moved = ids.toSpliced(from, 1).toSpliced(to, 0, row.id);
    void order.run({ ids: moved }).catch(shownElsewhere);
  }

  const acts = (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
        新建小组
      </Button>
      <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => setReading(true)}>
        从名单读入
      </Button>
    </>
  );
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title="还没有推进小组和专班" actions={acts}>
          把文件里的推进小组、工作专班、攻坚组、指挥部记在这里：组长、副组长、成员和职务，办公室设在哪里，负责哪些项目。有现成的
          Excel 或 csv 名单就直接读入。
        </EmptyState>
      ) : (
        <>
          <Group mb={8} gap="xs">
            {acts}
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() =>
                setPrinted(rows.filter((row) => row.mayEdit && row.dissolvedOn === null).map((row) => row.id))
              }
            >
              打印名单
            </Button>
            <Text size="sm" c="var(--quiet)" role="status">
              {rows.length} 个小组
            </Text>
          </Group>
          <ErrorNotice problem={order.problem} onClose={order.reset} />
          <RowList<GroupRow>
            label="小组与专班"
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            isFaint={(row) => row.dissolvedOn !== null}
            renderDetails={(row) => (
              <GroupDetails
                group={row}
                onEdit={() => setEdited(row)}
                onPrint={() => setPrinted([row.id])}
                onMove={(step) => move(row, step)}
              />
            )}
            emptyText=""
          />
        </>
      )}
      {edited !== null && <GroupDialog group={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {isReading && <GroupTableDialog onClose={() => setReading(false)} />}
      {printed !== null && (
        <PaperDialog
          title="小组名单"
          about={`${printed.length}个小组`}
          paperKey={['groups.paper', printed, list.dataUpdatedAt]}
          make={(options) => runJob('groups.paper', { ids: [...printed] }, options)}
          onClose={() => setPrinted(null)}
        />
      )}
    </>
  );
}

interface GroupDetailsProps {
  readonly group: GroupRow;
  readonly onEdit: () => void;
  readonly onPrint: () => void;
  readonly onMove: (step: 1 | -1) => void;
}

function GroupDetails({ group, onEdit, onPrint, onMove }: GroupDetailsProps): ReactNode {
  const remove = useCommand('groups.remove');
  const undo = useUndo(['groups.remove']);
  async function takeAway(): Promise<void> {
    const made = await remove.run({ id: group.id });
    sayDone(`已删除${group.name}`, () => undo(made.changeId));
  }
  return (
    <>
      <div className="leaders-group-members">
        {presentOf(group).map((member) => (
          <MemberLine key={member.id} member={member} />
        ))}
      </div>
      {group.projects.length > 0 && (
        <Text size="sm" mt={6}>
          项目：
          {group.projects.map((project, index) => (
            <span key={project.id}>
              {index > 0 && '、'}
              <Anchor component={Link} href={`/projects/${project.id}`} size="sm">
                {project.name}
              </Anchor>
            </span>
          ))}
        </Text>
      )}
      <Group gap="xs" mt={8}>
        {group.mayEdit && (
          <Button size="xs" variant="default" onClick={onEdit}>
            修改
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onPrint}>
          打印这个小组
        </Button>
        {group.mayEdit && (
          <>
            <Button size="xs" variant="default" onClick={() => onMove(-1)}>
              上移
            </Button>
            <Button size="xs" variant="default" onClick={() => onMove(1)}>
              下移
            </Button>
            <Button size="xs" variant="default" onClick={() => void takeAway().catch(shownElsewhere)}>
              删除
            </Button>
          </>
        )}
      </Group>
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
    </>
  );
}

function MemberLine({ member }: { readonly member: GroupRow['members'][number] }): ReactNode {
  return (
    <>
      <span>{groupRoleLabels[member.role]}</span>
      <b>{member.personName}</b>
      <span>{member.printedPost}</span>
      <span>{member.phone}</span>
    </>
  );
}

function presentOf(group: GroupRow): GroupRow['members'] {
  return group.members.filter((member) => member.untilDay === null);
}

function namesIn(group: GroupRow, role: GroupRow['members'][number]['role']): string {
  return presentOf(group)
    .filter((member) => member.role === role)
    .map((member) => member.personName)
    .join('、');
}
