import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { officeKindLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { EightGroups } from './eight-groups.tsx';
import { GroupInputs } from './group-inputs.tsx';

export type Challenge = OutputOf<'offices.enrolmentChallenge'>;

interface TwoGroupsProps {
  readonly challenge: Challenge;
  readonly onCancel: () => void;
  readonly onEnrolled: (name: string) => void;
}

/** Two groups that only the stamped sheet shows; for a known office with a new key, what it was and what it becomes. */
export function TwoGroups({ challenge, onCancel, onEnrolled }: TwoGroupsProps): ReactNode {
  const { office, groups, newKey } = challenge;
  const enrol = useJob('offices.enrol');
  const [answers, setAnswers] = useState<readonly string[]>(groups.map(() => ''));
  const [isVerified, setVerified] = useState(false);
  const needsCall = newKey !== null && !newKey.isSigned;
  const isOver = enrol.problem?.code === 'CHALLENGE_ENDED' || enrol.problem?.code === 'CHALLENGE_UNKNOWN';
  const isReady = answers.every((answer) => /^\d{5}$/.test(answer)) && (isVerified || !needsCall) && !isOver;
  const contact = [office.contactName, office.contactPhone].filter(Boolean).join(' ');

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!isReady) return;
    enrol
      .run({ challengeId: challenge.challengeId, answers: [...answers] })
      .then(({ office: made }) => onEnrolled(made.fullName), shownElsewhere);
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        <dl className="exchange-facts">
          <dt>对方单位</dt>
          <dd>
            <b>{office.fullName}</b>（{officeKindLabels[office.kind]}）
          </dd>
          <dt>文件上的联系人</dt>
          <dd>{contact || '没有写'}</dd>
        </dl>
        {challenge.isKnown && newKey === null && (
          <Text size="sm">这个单位已经登记过，这份文件与原来的一致，再登记一次也不会有变化。</Text>
        )}
        {newKey !== null && <NewKey newKey={newKey} />}
        {needsCall && (
          <Checkbox
            label="已经按原来就知道的电话，向对方核实确实换了密钥"
            checked={isVerified}
            onChange={(event) => setVerified(event.currentTarget.checked)}
          />
        )}
        <Text size="sm">
          请对照<b>盖章的{newKey === null ? '' : '新'}登记单</b>（或打您原来就知道的电话），输入第{' '}
          {groups.join(' 组和第 ')} 组数字：
        </Text>
        <GroupInputs groups={groups} answers={answers} onAnswers={setAnswers} />
        <ErrorNotice problem={enrol.problem} onClose={enrol.reset} />
        <Group gap="sm">
          <Button type="submit" disabled={!isReady} loading={enrol.isRunning}>
            {newKey === null ? '核对并登记' : '核对并换用新密钥'}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {isOver ? '重新选择文件' : '不登记'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function NewKey({ newKey }: { readonly newKey: NonNullable<Challenge['newKey']> }): ReactNode {
  return (
    <div>
      <Text fw={600}>对方换了密钥</Text>
      <Text size="sm">
        {newKey.isSigned
          ? '新密钥有对方原来的密钥签字为证，是按步骤换的。'
          : '新密钥没有原来的密钥签字：对方的密钥可能遗失，也可能有人冒充，请务必先打电话核实。'}
        登记以后，只认新密钥今后的内容；原来已经收到的照旧有效。
      </Text>
      <dl className="exchange-facts">
        <dt>原来的八组数</dt>
        <dd>
          <EightGroups groups={newKey.before} />
        </dd>
        <dt>新的八组数</dt>
        <dd>
          <EightGroups groups={newKey.after} />
        </dd>
      </dl>
    </div>
  );
}
