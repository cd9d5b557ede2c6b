import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { kindText, periodText } from './package-words.ts';

type Making = OutputOf<'packages.makings'>['rows'][number];

interface UnfinishedMakingsProps {
  readonly kind: Making['kind'];
  /** Of one office only. */
  readonly officeId?: string;
  readonly onMade: (made: OutputOf<'packages.resume'>, making: Making) => void;
}

/** 上次做到第几份: what was broken off, to be gone on with or made anew. */
export function UnfinishedMakings({ kind, officeId, onMade }: UnfinishedMakingsProps): ReactNode {
  const list = useQueryOf('packages.makings', {});
  const resume = useJob('packages.resume');
  const keep = useCommand('packages.keepParts');
  const drop = useCommand('packages.dropMaking');
  const part = useJob('packages.file');
  const rows = (list.data?.rows ?? []).filter(
    (row) => row.kind === kind && (officeId === undefined || row.officeId === officeId),
  );

  async function goOn(making: Making): Promise<void> {
    onMade(await resume.run({ id: making.id }), making);
  }
  async function keepPart(packageId: string): Promise<void> {
    const { file } = await part.run({ packageId });
    await saveFile(file);
  }

  return (
    <>
      {rows.map((row) => (
        <Alert key={row.id} variant="light" color="orange" mb="sm" py={8} role="region" aria-label="上次没有做完">
          <Text size="sm" c="#4d2a00" fw={600}>
            {stoppedText(row)}
          </Text>
          <Text size="sm" c="#4d2a00">
            {row.missing.length === 0
              ? '各份都做好了，接着制作只再核对一遍。'
              : `还差第 ${row.missing.join('、')} 份。`}
            做好的每份都是完整的，可以先交；接着制作时先核对它们，坏了、没了的会重做。
          </Text>
          <Group gap="sm" mt={6}>
            <Button size="compact-sm" loading={resume.isRunning} onClick={() => void goOn(row).catch(shownElsewhere)}>
              接着制作
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              loading={drop.isRunning}
              title={
                row.isTaken
                  ? '本机上做好的各份删去；已经带走的照样有效，仍算已报'
                  : '本机上做好的各份删去，恢复到没有做过的样子'
              }
              onClick={() => void drop.run({ id: row.id }).catch(shownElsewhere)}
            >
              不要了，重新制作
            </Button>
            {row.finished.map(({ number, packageId, fileName }) => (
              <Anchor
                key={packageId}
                component="button"
                type="button"
                size="sm"
                title={`另存“${fileName}”`}
                onClick={() => void keepPart(packageId).catch(shownElsewhere)}
              >
                存第 {number} 份
              </Anchor>
            ))}
          </Group>
        </Alert>
      ))}
      <ErrorNotice
        problem={resume.problem ?? drop.problem ?? part.problem}
        onClose={() => (resume.reset(), drop.reset(), part.reset())}
      />
      <JobDialog job={resume} title="正在接着制作" onKeep={() => keep.run({})} />
    </>
  );
}

/** Where to go on, in one line. */
export function UnfinishedHint(): ReactNode {
  const list = useQueryOf('packages.makings', {});
  return (list.data?.rows ?? []).map((row) => (
    <Alert key={row.id} variant="light" color="orange" mb="sm" py={8}>
      <Text size="sm" c="#4d2a00">
        {stoppedText(row)}
        <Anchor component={Link} href={pages[row.kind] ?? '/exchange'} ml={8} underline="always">
          去接着制作
        </Anchor>
      </Text>
    </Alert>
  ));
}

const pages: Readonly<Record<string, string>> = {
  report: '/exchange/send',
  directive: '/exchange/down',
  desk: '/desks',
  echo: '/exchange/offices',
};

function stoppedText({ kind, officeName, period, at, actor, finished, of }: Making): string {
  const what = `${officeName === '' ? '' : `给${officeName}的`}${period === null ? '' : periodText(period)}${kindText(kind)}`;
  const done = finished.at(-1)?.number ?? 0;
  return `${what}上次做到第 ${done} 份（共 ${of} 份）停下了（${instantText(at)}，${actor}）。`;
}
