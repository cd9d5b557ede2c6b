/** 取来新密钥: the file from the computer that has it, the new passphrase, two groups that only that computer can tell. */
import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { call, shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { invitationFiles } from '../../components/files.ts';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { EightGroups } from '../exchange/eight-groups.tsx';
import '../exchange/exchange.css';
import { GroupInputs } from '../exchange/group-inputs.tsx';

type Challenge = OutputOf<'desks.newKeyChallenge'>;

export function NewKeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const reading = useJob('desks.newKeyChallenge');
  const [file, setFile] = useState<FileHandle | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [challenge, setChallenge] = useState<Challenge | null>(null);

  function open(event: FormEvent): void {
    event.preventDefault();
    if (file !== null && passphrase !== '') reading.run({ file, passphrase }).then(setChallenge, shownElsewhere);
  }

  return (
    <Modal opened onClose={onClose} title="取来新密钥" size="lg" centered>
      {challenge === null ? (
        <form onSubmit={open}>
          <Stack gap="sm">
            <Text size="sm">
              本单位的口令和恢复单都没有了，已经在另一台电脑上重做了密钥的，不要在这台再重做一次。请在那台点“邀请另一台电脑”生成一份加入文件（名称随便写），用U盘带过来。
            </Text>
            <FileDrop
              accept={invitationFiles}
              title="选择加入文件"
              onFile={(chosen) => {
                reading.reset();
                setFile(chosen);
              }}
              isBusy={reading.isRunning}
            >
              {file === null ? '在U盘里找 .ldj 文件；分成几份的，只用第 1 份。' : `已选：${file.name}`}
            </FileDrop>
            <PasswordInput
              label="新的口令"
              description="重做密钥时在那台电脑上设的"
              autoComplete="off"
              value={passphrase}
              onChange={(event) => {
                reading.reset();
                setPassphrase(event.currentTarget.value);
              }}
            />
            <Text size="sm" c="var(--quiet)">
              只取密钥：这台的内容一处不动，加入文件里的内容也不写入。
            </Text>
            <ErrorNotice problem={reading.problem} onClose={reading.reset} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                取消
              </Button>
              <Button type="submit" disabled={file === null || passphrase === ''} loading={reading.isRunning}>
                打开加入文件
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <NewKeyGroups
          key={challenge.challengeId}
          challenge={challenge}
          passphrase={passphrase}
          onAgain={() => setChallenge(null)}
          onClose={onClose}
        />
      )}
      <JobDialog job={reading} title="正在打开加入文件" />
    </Modal>
  );
}

interface NewKeyGroupsProps {
  readonly challenge: Challenge;
  readonly passphrase: string;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function NewKeyGroups({ challenge, passphrase, onAgain, onClose }: NewKeyGroupsProps): ReactNode {
  const { challengeId, groups, from, createdAt, isParted, before, after } = challenge;
  const take = useJob('desks.takeNewKey');
  const [answers, setAnswers] = useState<readonly string[]>(groups.map(() => ''));
  const isOver = take.problem?.code === 'NEW_KEY_GROUPS_ENDED' || take.problem?.code === 'NEW_KEY_CHECK_GONE';
  const isReady = answers.every((answer) => /^\d{5}$/.test(answer)) && !isOver;

  async function putInForce(): Promise<void> {
    await take.run({ challengeId, answers: [...answers] });
    await call('sessions.unlock', { passphrase });
    notifications.show({
      message: '新密钥已在这台启用。请把那台的同步文件读入，再生成一份带回去，这台还没有交出去的改动就过去了。',
    });
    onClose();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady) putInForce().catch(shownElsewhere);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <dl className="exchange-facts">
          <dt>出自</dt>
          <dd>
            <b>{from.name}</b>
            {from.operator !== null && `（${from.operator}）`}，{instantText(createdAt)} 生成
          </dd>
          {before.length > 0 && (
            <>
              <dt>这台现在的八组数</dt>
              <dd>
                <EightGroups groups={before} />
              </dd>
            </>
          )}
          <dt>新的八组数</dt>
          <dd>
            <EightGroups groups={after} />
          </dd>
        </dl>
        {isParted && (
          <Alert variant="light" color="orange" py={8}>
            <Text size="sm" c="#4d2a00">
              这台电脑自己也重做过密钥。取来以后以那台的为准，这台重做的那把作废；来往单位已经登记了这台重做的那把的，请反过来，到那台去取这台的。
            </Text>
          </Alert>
        )}
        <Text size="sm">
          新密钥没有原来的密钥签字，要由人核对。请看那台电脑<b>重做密钥以后打印的登记单</b>
          （“单位登记”里点“打印登记单”），或打电话问那台的经办人，输入第 {groups.join(' 组和第 ')} 组数字：
        </Text>
        <GroupInputs groups={groups} answers={answers} onAnswers={setAnswers} />
        <ErrorNotice problem={take.problem} onClose={take.reset} />
        <Group justify="flex-end">
          <Button variant="default" onClick={isOver ? onAgain : onClose}>
            {isOver ? '重新选择文件' : '不取来'}
          </Button>
          <Button type="submit" disabled={!isReady} loading={take.isRunning}>
            核对并启用新密钥
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
