/** First run: set up a real office, or load the fictional demonstration district. */
import { Anchor, Button, Center, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shownElsewhere, useCommand, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { JoinOffice } from './join-office.tsx';
import { SetupWizard } from './setup-wizard.tsx';

interface SetupPageProps {
  /** The wizard stays on the screen after the office exists, until the recovery sheet is printed. */
  readonly onBegin: () => void;
  readonly onDone: () => void;
}

export function SetupPage({ onBegin, onDone }: SetupPageProps): ReactNode {
  const [way, setWay] = useState<'choose' | 'office' | 'join' | 'demonstration'>('choose');
  if (way === 'office') return <SetupWizard onBegin={onBegin} onDone={onDone} onBack={() => setWay('choose')} />;
  if (way === 'join') return <JoinOffice onBegin={onBegin} onDone={onDone} onBack={() => setWay('choose')} />;
  return (
    <Center mih="100%" p="md">
      <Stack w={way === 'choose' ? 960 : 720} gap="lg">
        <div>
          <Title order={1}>五个一 · 重点项目工作台</Title>
          <Text c="var(--quiet)" mt={4}>
            一个项目、一个领导、一套班子、一套方案、一抓到底。全部数据只存在这台电脑上，不需要联网。
          </Text>
        </div>
        {way === 'choose' ? (
          <Group grow align="stretch" gap="md">
            <Way
              title="设置本单位"
              about="区县重点办或市级中心第一次使用时从这里开始，大约需要三分钟。准备好：单位全称、报送给谁、经办人姓名，和一台可用的打印机。"
              action="开始设置"
              isMain
              onClick={() => setWay('office')}
            />
            <Way
              title="加入本单位"
              about="本单位在另一台电脑上已经在用时，从这里加入，内容一并带过来。准备好：那台电脑生成的加入文件和本单位的口令。"
              action="读入加入文件"
              onClick={() => setWay('join')}
            />
            <Way
              title="载入演示区"
              about="载入一个虚构的区，约 120 个项目和一年的周报，名称全部是编造的。用来熟悉操作或培训，不能用来报送。"
              action="载入演示区"
              onClick={() => setWay('demonstration')}
            />
          </Group>
        ) : (
          <Demonstration onBack={() => setWay('choose')} />
        )}
      </Stack>
    </Center>
  );
}

interface WayProps {
  readonly title: string;
  readonly about: string;
  readonly action: string;
  readonly isMain?: boolean;
  readonly onClick: () => void;
}

function Way({ title, about, action, isMain, onClick }: WayProps): ReactNode {
  return (
    <Paper withBorder p="lg">
      <Stack h="100%" justify="space-between" gap="md">
        <div>
          <Title order={2}>{title}</Title>
          <Text size="sm" mt="xs" c="var(--quiet)">
            {about}
          </Text>
        </div>
        <Button variant={isMain ? 'filled' : 'default'} onClick={onClick}>
          {action}
        </Button>
      </Stack>
    </Paper>
  );
}

function Demonstration({ onBack }: { readonly onBack: () => void }): ReactNode {
  const load = useJob('offices.loadDemonstration');
  const signIn = useCommand('sessions.signIn');
  const [operator, setOperator] = useState('演示员');
  function submit(event: FormEvent): void {
    event.preventDefault();
    const name = operator.trim() === '' ? '演示员' : operator.trim();
    load.run({ operator: name }).then(() => signIn.run({ operator: name }).catch(shownElsewhere), shownElsewhere);
  }
  return (
    <Paper withBorder p="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={2}>载入演示区</Title>
          <Text size="sm">
            演示区的口令是 <b>demo</b>，生成报送包等需要签名的步骤会用到。
          </Text>
          <TextInput
            label="您的称呼"
            description="演示中的改动记在这个名字下"
            value={operator}
            maxLength={40}
            autoFocus
            onChange={(event) => setOperator(event.currentTarget.value)}
          />
          <ErrorNotice problem={load.problem ?? signIn.problem} />
          <Group justify="space-between">
            <Anchor component="button" type="button" size="sm" onClick={onBack}>
              返回
            </Anchor>
            <Button type="submit" loading={load.isRunning}>
              载入
            </Button>
          </Group>
        </Stack>
      </form>
      <JobDialog job={load} title="正在载入演示区" />
    </Paper>
  );
}
