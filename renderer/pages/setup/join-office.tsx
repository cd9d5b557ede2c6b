/** 加入本单位: the file from the first computer, the office's passphrase, what comes in, and who works here. */
import { Anchor, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { call, shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { invitationFiles } from '../../components/files.ts';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import '../exchange/exchange.css';

type Facts = OutputOf<'desks.readInvitation'>;

interface JoinOfficeProps {
  readonly onBegin: () => void;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

export function JoinOffice({ onBegin, onDone, onBack }: JoinOfficeProps): ReactNode {
  const reading = useJob('desks.readInvitation');
  const joining = useJob('desks.join');
  const [files, setFiles] = useState<readonly FileHandle[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const [facts, setFacts] = useState<Facts | null>(null);
  const [name, setName] = useState('');
  const [operator, setOperator] = useState('');

  const [file, ...others] = files;

  /** Parts of one invitation come together or one after another; one that is chosen again takes its own place. */
  function choose(chosen: readonly FileHandle[]): void {
    const names = new Set(chosen.map((each) => each.name));
    setFiles([...files.filter((each) => isPart(each) && chosen.every(isPart) && !names.has(each.name)), ...chosen]);
    setFacts(null);
    reading.reset();
    joining.reset();
  }
  async function open(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (file === undefined || passphrase === '') return;
    const found = await reading.run({ file, others, passphrase });
    setFacts(found);
    setName(found.deskName);
  }
  async function join(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (file === undefined || name.trim() === '' || operator.trim() === '') return;
    onBegin();
    await joining.run({ file, others, passphrase, name: name.trim(), operator: operator.trim() });
    await call('sessions.signIn', { operator: operator.trim() });
    onDone();
  }

  return (
    <Center mih="100%" p="md">
      <Paper withBorder p="xl" w={780}>
        <Stack gap="md">
          <div>
            <Title order={1}>加入本单位</Title>
            <Text c="var(--quiet)" mt={4}>
              本单位在另一台电脑上已经在用：在那台点“邀请另一台电脑”，把加入文件用U盘带过来。
            </Text>
          </div>
          {facts === null && (
            <>
              <FileDrop
                accept={invitationFiles}
                title={files.length > 0 && files.every(isPart) ? '再选其余各份' : '选择加入文件'}
                onFile={(chosen) => choose([chosen])}
                onFiles={choose}
                isBusy={reading.isRunning}
              >
                {files.length === 0
                  ? '在U盘里找 .ldj 文件，也可以直接拖到这里；分成几份的，一起拖进来。'
                  : `已选：${files.map((each) => each.name).join('、')}`}
              </FileDrop>
              <form onSubmit={(event) => void open(event).catch(shownElsewhere)}>
                <Group align="flex-end" gap="sm">
                  <PasswordInput
                    label="本单位的口令"
                    description="与那台电脑上生成报送包时输入的相同"
                    w={360}
                    autoComplete="off"
                    value={passphrase}
                    onChange={(event) => setPassphrase(event.currentTarget.value)}
                  />
                  <Button type="submit" disabled={file === undefined || passphrase === ''} loading={reading.isRunning}>
                    打开看看
                  </Button>
                </Group>
              </form>
              <ErrorNotice problem={reading.problem} onClose={reading.reset} />
            </>
          )}
          {facts !== null && (
            <form onSubmit={(event) => void join(event).catch(shownElsewhere)}>
              <Stack gap="md">
                <WhatComesIn facts={facts} />
                <Group grow align="flex-start">
                  <TextInput
                    label="这台电脑叫什么"
                    description="其他电脑上这样称呼它"
                    maxLength={40}
                    value={name}
                    onChange={(event) => setName(event.currentTarget.value)}
                  />
                  <TextInput
                    label="经办人"
                    description="在这台电脑上工作的人，以后可以增加"
                    maxLength={40}
                    autoFocus
                    value={operator}
                    onChange={(event) => setOperator(event.currentTarget.value)}
                  />
                </Group>
                <ErrorNotice problem={joining.problem} onClose={joining.reset} />
                <Group justify="flex-end">
                  <Button
                    variant="default"
                    onClick={() => {
                      setFacts(null);
                      setFiles([]);
                    }}
                  >
                    换一个文件
                  </Button>
                  <Button
                    type="submit"
                    disabled={name.trim() === '' || operator.trim() === ''}
                    loading={joining.isRunning}
                  >
                    加入
                  </Button>
                </Group>
              </Stack>
            </form>
          )}
          <div>
            <Anchor component="button" type="button" size="sm" onClick={onBack}>
              返回
            </Anchor>
          </div>
        </Stack>
      </Paper>
      <JobDialog job={reading} title="正在打开加入文件" />
      <JobDialog job={joining} title="正在加入本单位" />
    </Center>
  );
}

/** The name is a hint for people: what the files are is read when they are opened. */
function isPart({ name }: FileHandle): boolean {
  return /_第\d+份共\d+份/.test(name);
}

function WhatComesIn({ facts }: { readonly facts: Facts }): ReactNode {
  const { office, from, createdAt, projects, files, enrolled, newest } = facts;
  return (
    <dl className="exchange-facts">
      <dt>单位</dt>
      <dd>
        <b>{office.fullName}</b>
      </dd>
      <dt>来自</dt>
      <dd>
        {from.name}
        {from.operator !== null && `（${from.operator}）`}，{instantText(createdAt)} 生成
      </dd>
      <dt>项目</dt>
      <dd>
        {projects.toLocaleString('zh-CN')} 个
        {newest !== null && `，最后一次改动：${instantText(newest.at)} ${newest.actor}`}
      </dd>
      <dt>照片和附件</dt>
      <dd>{files === 0 ? '没有带' : `${files.toLocaleString('zh-CN')} 个`}</dd>
      <dt>已登记的单位</dt>
      <dd>{enrolled.length === 0 ? '还没有' : enrolled.join('、')}</dd>
    </dl>
  );
}
