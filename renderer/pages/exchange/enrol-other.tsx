import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { enrolmentFiles } from '../../components/files.ts';
import { type Challenge, TwoGroups } from './two-groups.tsx';

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
        二、登记对方单位，或对方换了密钥
      </Title>
      {challenge === null ? (
        <Stack gap="sm">
          <FileDrop accept={enrolmentFiles} title="选择对方的登记文件" onFile={read} isBusy={reading.isRunning}>
            对方交来的 .ldk 文件，手边请备好盖章的登记单。对方换用新密钥的，也在这里读入新的登记文件。
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
