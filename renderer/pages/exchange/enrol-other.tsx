import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { officeKindLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { enrolmentFiles } from '../../components/files.ts';

type Challenge = OutputOf<'offices.enrolmentChallenge'>;

/** Reads the other office's file, then asks for two groups that only its stamped sheet shows. */
export function EnrolOther(): ReactNode {
  const reading = useCommand('offices.enrolmentChallenge');
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [enrolled, setEnrolled] = useState<string | null>(null);

  function read(file: FileHandle): void {
    setEnrolled(null);
    reading.run({ file }).then(setChallenge, shownElsewhere);
  }

  return (
    <section className="exchange-card">
      <Title order={2} mb={8}>
        二、登记对方单位
      </Title>
      {challenge === null ? (
        <Stack gap="sm">
          <FileDrop accept={enrolmentFiles} title="选择对方的登记文件" onFile={read} isBusy={reading.isRunning}>
            对方交来的 .ldk 文件，手边请备好盖章的登记单。
          </FileDrop>
          <ErrorNotice problem={reading.problem} onClose={reading.reset} />
          {enrolled !== null && (
            <Text size="sm" fw={600} role="status">
              已登记“{enrolled}”。请确认对方也登记了本单位。
            </Text>
          )}
        </Stack>
      ) : (
        <TwoGroups
          key={challenge.challengeId}
          challenge={challenge}
          onCancel={() => setChallenge(null)}
          onEnrolled={(name) => {
            setChallenge(null);
            setEnrolled(name);
          }}
        />
      )}
    </section>
  );
}

interface TwoGroupsProps {
  readonly challenge: Challenge;
  readonly onCancel: () => void;
  readonly onEnrolled: (name: string) => void;
}

function TwoGroups({ challenge, onCancel, onEnrolled }: TwoGroupsProps): ReactNode {
  const { office, groups } = challenge;
  const enrol = useJob('offices.enrol');
  const [answers, setAnswers] = useState<readonly string[]>(groups.map(() => ''));
  const isWhole = answers.every((answer) => /^\d{5}$/.test(answer));
  const contact = [office.contactName, office.contactPhone].filter(Boolean).join(' ');

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!isWhole) return;
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
        {challenge.isKnown && <Text size="sm">这个单位已经登记过，这份文件与原来的一致，再登记一次也不会有变化。</Text>}
        <Text size="sm">
          请对照<b>盖章的登记单</b>（或打您原来就知道的电话），输入第 {groups.join(' 组和第 ')} 组数字：
        </Text>
        <Group gap="md">
          {groups.map((group, index) => (
            <TextInput
              key={group}
              label={`第 ${group} 组`}
              w={120}
              inputMode="numeric"
              autoComplete="off"
              placeholder="五个数字"
              maxLength={5}
              autoFocus={index === 0}
              value={answers[index] ?? ''}
              onChange={(event) => {
                const typed = event.currentTarget.value.normalize('NFKC').replace(/\D/g, '');
                setAnswers(answers.map((answer, place) => (place === index ? typed : answer)));
              }}
              styles={{ input: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.1em' } }}
            />
          ))}
        </Group>
        <ErrorNotice problem={enrol.problem} onClose={enrol.reset} />
        <Group gap="sm">
          <Button type="submit" disabled={!isWhole} loading={enrol.isRunning}>
            核对并登记
          </Button>
          <Button variant="default" onClick={onCancel}>
            不登记
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
