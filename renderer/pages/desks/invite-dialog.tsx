import { Button, Checkbox, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { CarrierChoice, useCarrier } from '../exchange/carrier-choice.tsx';
import { saveParts } from '../exchange/parts-made.tsx';

/** The file another computer joins by, and what to do with it. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const invite = useJob('desks.invite');
  const [name, setName] = useState('');
  const [withFiles, setWithFiles] = useState(true);
  const [made, setMade] = useState<OutputOf<'desks.invite'> | null>(null);
  const carrier = useCarrier();
  async function make(): Promise<void> {
    const { carrying } = carrier;
    const done = await invite.run({
      name: name.trim(),
      withFiles,
      ...(carrying === null ? {} : { parts: { maximumBytes: carrying.maximumBytes } }),
    });
    setMade(done);
    await saveAll(done);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') void make().catch(shownElsewhere);
  }
  return (
    <Modal opened onClose={onClose} title="邀请另一台电脑" size="lg" centered>
      {made === null ? (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label="那台电脑叫什么"
              description="写谁的电脑，以后在各处都这样称呼"
              placeholder="例如：经办乙的电脑"
              maxLength={40}
              autoFocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Checkbox
              label="把照片和附件也带过去"
              checked={withFiles}
              onChange={(event) => setWithFiles(event.currentTarget.checked)}
            />
            <div>
              <Text size="sm">怎么带过去</Text>
              <CarrierChoice carrier={carrier} files={null} keepsName />
            </div>
            <Text size="sm" c="var(--quiet)">
              加入文件里有本单位的全部内容和密钥，用本单位的口令加密。没有口令打不开；仍请用完后从U盘删除。
            </Text>
            <ErrorNotice problem={invite.problem} onClose={invite.reset} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                取消
              </Button>
              <Button type="submit" disabled={name.trim() === ''} loading={invite.isRunning}>
                生成加入文件
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="sm">
          <Text fw={600} role="status">
            {made.others.length === 0
              ? `加入文件已生成：${made.file.name}`
              : `加入文件已生成，一个文件装不下，分成了 ${made.others.length + 1} 份，每份都要带过去`}
          </Text>
          <List type="ordered" size="sm">
            <List.Item>把加入文件存到U盘，插到那台电脑上。</List.Item>
            <List.Item>
              在那台电脑上打开本系统，选“加入本单位”，读入加入文件
              {made.others.length > 0 && '：各份一起拖进去，先后不限，缺了哪一份会写明'}。
            </List.Item>
            <List.Item>输入本单位的口令，写明经办人。</List.Item>
          </List>
          <Text size="sm" c="var(--quiet)">
            一份加入文件只给一台电脑用；再有一台，请另生成一份。
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => void saveAll(made)}>
              再存一份
            </Button>
            <Button onClick={onClose}>完成</Button>
          </Group>
        </Stack>
      )}
      <JobDialog job={invite} title="正在生成加入文件" />
    </Modal>
  );
}

function saveAll({ file, others }: OutputOf<'desks.invite'>): Promise<boolean> {
  return saveParts({ file, others: others.map((each) => ({ file: each })) });
}
