import { Button, Menu } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { runJob } from '../client.ts';
import { PaperDialog } from './paper-dialog.tsx';

type CardJob = 'people.leaderCards' | 'people.contactCards';
interface Asked {
  readonly job: CardJob;
  readonly size: 'A4' | 'A5';
}

const offered: readonly (Asked & { readonly label: string })[] = [
  { job: 'people.leaderCards', size: 'A5', label: '领导下项目卡（A5）' },
  { job: 'people.leaderCards', size: 'A4', label: '领导下项目卡（A4）' },
  { job: 'people.contactCards', size: 'A5', label: '给企业的服务联系卡（A5）' },
  { job: 'people.contactCards', size: 'A4', label: '给企业的服务联系卡（A4）' },
];

interface CardMenuProps {
  readonly projectIds: readonly string[];
  /** Whose cards: a leader's name, a project's name. */
  readonly about: string;
}

/** Cards of one or many projects, looked at before they are printed. */
export function CardMenu({ projectIds, about }: CardMenuProps): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            disabled={projectIds.length === 0}
            leftSection={<IconId size={15} aria-hidden />}
          >
            项目卡
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map(({ label, ...one }) => (
            <Menu.Item key={label} onClick={() => setAsked(one)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked !== null && (
        <PaperDialog
          title={asked.job === 'people.leaderCards' ? '领导下项目卡' : '服务联系卡'}
          about={projectIds.length === 1 ? about : `${about} · ${projectIds.length}个项目`}
          paperKey={[asked.job, asked.size, projectIds]}
          make={(options) => runJob(asked.job, { projectIds: [...projectIds], size: asked.size }, options)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
