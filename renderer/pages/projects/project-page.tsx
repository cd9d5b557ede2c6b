import { Anchor, Badge, Button, Group, Tabs, Text } from '@mantine/core';
import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { definitesName } from '#shared/rules/six-definites.ts';
import { projectLevelLabels, projectPoolLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { ReportedLine } from '../../components/reported-line/reported-line.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { ProjectConflicts } from '../conflicts/project-conflicts.tsx';
import { PaperForm } from '../instructions/paper-form.tsx';
import { AskButton } from '../questions/ask-button.tsx';
import { SixDefinites } from './six-definites.tsx';
import { projectTabs } from './tabs.ts';

/** One project as one page. `#/projects/<id>?tab=history` opens a tab. */
export function ProjectPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const [search, setSearch] = useSearchParams();
  const found = useQueryOf('projects.get', { id });
  useUndo(['projects.save', 'persons.save']);
  const [isPresenting, setPresenting] = useState(false);
  const current = useOffice();
  const { conflicts } = current;
  const tabs = projectTabs.filter(({ isShown }) => isShown?.(current) ?? true);
  const tab = tabs.find(({ key }) => key === search.get('tab'))?.key ?? 'overview';
  if (found.data === undefined) {
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  }
  const { row, sixDefinites, fiveOnes, mayEdit } = found.data;
  return (
    <>
      <Anchor component={Link} href="/projects" size="sm" mb={4}>
        <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> 项目库
      </Anchor>
      <PageHead
        title={row.name}
        actions={
          <>
            <AskButton key={id} projectId={id} />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFileText size={15} aria-hidden />}
              onClick={() => setPresenting(true)}
            >
              呈阅件
            </Button>
          </>
        }
        about={
          <Group gap="sm">
            {row.level !== null && <Badge variant="light">{projectLevelLabels[row.level]}</Badge>}
            {row.confirmedLevel !== null && row.confirmedLevel !== row.level && (
              <Badge variant="light" color="orange" title="统计表按中心认定的级别">
                中心认定：{projectLevelLabels[row.confirmedLevel]}
              </Badge>
            )}
            {row.exitedOn !== null && (
              <Badge variant="outline" color="gray">
                已退出（{row.exitedOn}）
              </Badge>
            )}
            {row.pool !== null && current.features.pools && (
              <Badge variant="outline" color="gray">
                {projectPoolLabels[row.pool]}
              </Badge>
            )}
            <Text size="sm">{row.officeName}</Text>
            {row.code !== null && <Text size="sm">{row.code}</Text>}
            {!mayEdit && <Text size="sm">只能查看：由{row.officeName}管理</Text>}
          </Group>
        }
      />
      <ReportedLine entity="project" id={id} title={row.name} />
      {conflicts > 0 && <ProjectConflicts projectId={id} />}
      {isPresenting && <PaperForm project={row} onClose={() => setPresenting(false)} />}
      <SixDefinites definites={sixDefinites} label={definitesName(sixDefinites.length)} />
      {fiveOnes.length > 0 && <SixDefinites definites={fiveOnes} label="五个一" />}
      <Tabs
        value={tab}
        onChange={(next) => setSearch(next === null || next === 'overview' ? {} : { tab: next }, { replace: true })}
        keepMounted={false}
        mt="sm"
        style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
      >
        <Tabs.List>
          {tabs.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ key, component: Tab, fillsPage }) => (
          <Tabs.Panel key={key} value={key} pt="md" style={fillsPage === true ? fillingStyle : undefined}>
            <Tab found={found.data} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const fillingStyle = { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 320 } as const;
