import { Anchor, Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { UnitRow } from '#shared/contract/people.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { EndUnitDialog, RenameUnitDialog, UnitDialog } from './unit-dialogs.tsx';

type Dialog = 'edit' | 'rename' | 'end';

/** Names over time, people and projects of a unit, and what can be done with it. */
export function UnitDetails({ unit }: { readonly unit: UnitRow }): ReactNode {
  const found = useQueryOf('units.get', { id: unit.id });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  if (found.data === undefined) return <ErrorNotice problem={found.error} />;
  const { names, predecessors, persons, projects } = found.data;
  const close = () => setDialog(null);
  return (
    <>
      {names.length > 0 && (
        <Text size="sm">
          名称：
          {names
            .map(({ name, fromDay, untilDay, document }) => {
              const days = `${fromDay === null ? '' : shownDay(fromDay)}至${untilDay === null ? '今' : shownDay(untilDay)}`;
              return `${name}（${days}${document === null ? '' : `，${document}`}）`;
            })
            .join(' → ')}
        </Text>
      )}
      {predecessors.length > 0 && (
        <Text size="sm">由这些单位并入：{predecessors.map((each) => each.name).join('、')}</Text>
      )}
      <Text size="sm">
        人员：
        {persons.length === 0
          ? '无'
          : persons.map((each) => [each.name, each.post].filter(Boolean).join(' ')).join('、')}
      </Text>
      <Text size="sm">
        项目：
        {projects.length === 0
          ? '无'
          : projects.slice(0, 30).map((project, index) => (
              <span key={project.id}>
                {index > 0 && '、'}
                <Anchor component={Link} href={`/projects/${project.id}`} size="sm">
                  {project.name}
                </Anchor>
              </span>
            ))}
        {projects.length > 30 && `等 ${projects.length} 个`}
      </Text>
      {unit.mayEdit && unit.endedOn === null && (
        <Group gap="xs" mt={8}>
          <Button size="xs" variant="default" onClick={() => setDialog('edit')}>
            修改
          </Button>
          <Button size="xs" variant="default" onClick={() => setDialog('rename')}>
            改名
          </Button>
          <Button size="xs" variant="default" onClick={() => setDialog('end')}>
            撤销单位
          </Button>
        </Group>
      )}
      {dialog === 'edit' && <UnitDialog unit={unit} onClose={close} />}
      {dialog === 'rename' && <RenameUnitDialog unit={unit} onClose={close} />}
      {dialog === 'end' && <EndUnitDialog unit={unit} onClose={close} />}
    </>
  );
}
