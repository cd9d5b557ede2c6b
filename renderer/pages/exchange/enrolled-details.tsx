import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { CarrierChoice, useCarrier } from './carrier-choice.tsx';
import { saveParts } from './parts-made.tsx';
import { UnfinishedMakings } from './unfinished-makings.tsx';

type Enrolled = OutputOf<'offices.list'>['offices'][number];

const howTexts = { enrolled: '登记', signed: '原来的密钥签字换用', again: '凭新登记单重新登记' } as const;

/** Folded under each office: its eight groups, its keys so far, and what one does rarely. */
export function EnrolledDetails({ office }: { readonly office: Enrolled }): ReactNode {
  const echo = useJob('packages.exportEcho');
  const keep = useCommand('packages.keepParts');
  const carrier = useCarrier();
  const [isStopping, setStopping] = useState(false);
  const newest = office.keys.find((key) => key.isNewest);
  const stopped = newest?.stopped ?? null;

  async function giveBack(): Promise<void> {
    await saveParts(
      await echo.run({ recipient: office.id, ...(carrier.carrying === null ? {} : { parts: carrier.carrying }) }),
    );
  }

  return (
    <Stack gap={6}>
      <Text size="sm" c="var(--quiet)">
        登记单上的八组数，需要再次核对时与对方的登记单对照：
      </Text>
      <Text className="exchange-digits">{office.fingerprint.join('　')}</Text>
      {office.keys.length > 1 && (
        <Text size="sm">
          用过的密钥：
          {office.keys
            .map((key) => `第 ${key.version} 把（${instantText(key.since)} ${howTexts[key.how]}）`)
            .join('、')}
          ，现在只认最后一把今后的内容。
        </Text>
      )}
      {stopped !== null && (
        <Text size="sm" className="exchange-must">
          这把密钥已于 {instantText(stopped.at)} 由{stopped.by}停用：{stopped.why}。请对方换用新密钥后，重新登记。
        </Text>
      )}
      <UnfinishedMakings kind="echo" officeId={office.id} onMade={(made) => void saveParts(made)} />
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          loading={echo.isRunning}
          onClick={() => void giveBack().catch(shownElsewhere)}
        >
          生成找回包
        </Button>
        {stopped === null && newest !== undefined && (
          <Button size="xs" variant="default" onClick={() => setStopping(true)}>
            停用这把密钥
          </Button>
        )}
        <Text size="sm" c="var(--quiet)">
          对方恢复过旧备份、缺了内容时，给对方一份找回包；怀疑密钥落到别人手里时停用
        </Text>
      </Group>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Text size="sm" pt={5}>
          找回包怎么交
        </Text>
        <div>
          <CarrierChoice carrier={carrier} files={null} />
        </div>
      </Group>
      <ErrorNotice problem={echo.problem} onClose={echo.reset} />
      <JobDialog job={echo} title="正在生成找回包" onKeep={() => keep.run({})} />
      {isStopping && <StopKey office={office} onClose={() => setStopping(false)} />}
    </Stack>
  );
}

function StopKey({ office, onClose }: { readonly office: Enrolled; readonly onClose: () => void }): ReactNode {
  const { today } = useOffice();
  const stop = useCommand('keys.stop');
  const [until, setUntil] = useState(today);
  const [why, setWhy] = useState('');
  const doubted = useQueryOf('keys.believed', { officeId: office.id, until }).data?.packages ?? [];
  return (
    <FormDialog
      title={`停用“${office.shortName}”的密钥`}
      submitLabel="停用"
      command={stop}
      isReady={why.trim() !== ''}
      onSubmit={async () => {
        await stop.run({ officeId: office.id, until, why: why.trim() });
        onClose();
      }}
      onClose={onClose}
    >
      <Text size="sm">
        停用以后，这把密钥签的新内容不再读取，也不能加密给对方；那一天以前收到过的照旧有效，还能再次读取。请先打电话告诉对方。
      </Text>
      <DayInput
        label="认到哪一天（含当天收到的）"
        precision="day"
        value={until}
        onSave={(day) => setUntil(day ?? today)}
      />
      <TextInput
        label="为什么停用"
        placeholder="例如：对方来电，U盘和口令一起丢失"
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Text size="sm" className={doubted.length > 0 ? 'exchange-must' : ''}>
        {doubted.length === 0
          ? '那一天以后没有收到过对方的内容。'
          : `那一天以后收到过 ${doubted.length} 份（${doubted.map(({ fileName }) => fileName).join('、')}），已写入的不会自动去掉，请与对方逐项核对。`}
      </Text>
    </FormDialog>
  );
}
