/** Step 2: what was understood of each sheet, what would be written, and what has to be asked. */
import { Button, Group, Loader, Modal, Stack, Tabs, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { choiceOf, commitInput, type DraftHolder, type Preview, type SheetChoice, tallyOf } from './import-draft.ts';
import { assumptionText, OpenQuestions } from './open-questions.tsx';
import { SheetView } from './sheet-view.tsx';
import type { PreviewRun } from './use-preview.ts';

interface CheckStepProps {
  readonly holder: DraftHolder;
  readonly preview: Preview;
  readonly run: PreviewRun;
  readonly steps: ReactNode;
  readonly onAnotherFile: () => void;
}

export function CheckStep({ holder, preview, run, steps, onAnotherFile }: CheckStepProps): ReactNode {
  const { draft, change, newest } = holder;
  const commit = useJob('ledgerImports.commit');
  const [shown, setShown] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { sheets } = preview;
  const current = sheets.find((sheet) => sheet.name === shown) ?? sheets.find((sheet) => sheet.included) ?? sheets[0];
  const tally = tallyOf(sheets, draft.leaveOut);
  const writes = tally.created + tally.changed;
  const isBehind = draft.choices !== draft.previewedChoices;
  const asking = sheets.filter((sheet) => sheet.included && sheet.questions.length > 0);
  const totals = sheets.flatMap((sheet) => sheet.printedTotals);
  const disagreeing = totals.filter((total) => !total.agrees).length;

  /** Names of sheets hold spaces, which ids must not. */
  const tabOf = (sheet: Preview['sheets'][number]) => `sheet-${sheets.indexOf(sheet)}`;

  function choose(names: readonly string[], changes: SheetChoice): void {
    const choices = { ...newest().choices };
    for (const sheet of sheets)
      if (names.includes(sheet.name)) choices[sheet.name] = { ...choiceOf(sheet, choices), ...changes };
    change({ choices });
    run.start('soon');
  }

  async function confirm(): Promise<void> {
    setAsking(false);
    const committed = await commit.run(commitInput(newest(), preview));
    change({ committed });
  }

  return (
    <>
      <PageHead
        title="导入台账"
        about={preview.fileName}
        actions={
          <>
            <Button variant="default" onClick={onAnotherFile}>
              换一个文件
            </Button>
            <Button
              disabled={writes === 0 || run.isRunning || isBehind}
              loading={commit.isRunning}
              onClick={() => (asking.length > 0 ? setAsking(true) : void confirm().catch(shownElsewhere))}
            >
              {writes === 0 ? '没有要写入的内容' : `确认导入 ${writes.toLocaleString('zh-CN')} 个项目`}
            </Button>
          </>
        }
      />
      {steps}
      <Group className="imports-summary" gap="xs" role="status">
        <Text size="sm">
          {writes === 0 ? (
            <>
              没有要写入的内容：
              {tally.same > 0 ? `${tally.same.toLocaleString('zh-CN')} 个项目与项目库完全相同` : '没有读到项目'}
            </>
          ) : (
            <>
              将写入 <b>{writes.toLocaleString('zh-CN')}</b> 个项目：新增 {tally.created.toLocaleString('zh-CN')}，变更{' '}
              {tally.changed.toLocaleString('zh-CN')}
              {tally.doubtful > 0 && `（其中存疑 ${tally.doubtful.toLocaleString('zh-CN')}）`}。相同{' '}
              {tally.same.toLocaleString('zh-CN')}
            </>
          )}
          ，忽略 {tally.ignored.toLocaleString('zh-CN')} 行
          {tally.leftOut > 0 && `，您决定不导入 ${tally.leftOut.toLocaleString('zh-CN')} 行`}。
          {totals.length > 0 &&
            (disagreeing === 0
              ? `表上印的 ${totals.length} 项合计全部一致。`
              : `表上印的 ${totals.length} 项合计有 ${disagreeing} 项对不上。`)}
          {preview.turnsLedgerYearTo !== null && writes > 0 && (
            <b>项目库还没有年度计划，导入后本单位账目年度将设为 {preview.turnsLedgerYearTo} 年。</b>
          )}
        </Text>
        {run.isRunning && (
          <Group gap={6}>
            <Loader size={14} aria-hidden />
            <Text size="sm" c="var(--quiet)">
              正在重新核对
            </Text>
            <Button size="compact-xs" variant="subtle" onClick={run.cancel}>
              停止
            </Button>
          </Group>
        )}
        {!run.isRunning && isBehind && (
          <Button size="compact-xs" variant="light" onClick={() => run.start()}>
            选择改过了，重新核对
          </Button>
        )}
      </Group>
      <ErrorNotice problem={run.problem} onClose={run.forgetProblem} onRetry={() => run.start()} />
      <ErrorNotice
        problem={commit.problem}
        onClose={commit.reset}
        {...(commit.problem?.code.startsWith('PREVIEW_')
          ? {
              onRetry: () => {
                commit.reset();
                run.start();
              },
            }
          : {})}
      />
      <OpenQuestions sheets={sheets} onChoose={choose} />
      {current !== undefined && (
        <Tabs
          value={tabOf(current)}
          onChange={(tab) => setShown(sheets.find((sheet) => tabOf(sheet) === tab)?.name ?? null)}
          keepMounted={false}
          className="imports-sheets"
          classNames={{ panel: 'imports-panel' }}
        >
          <Tabs.List aria-label="工作表">
            {sheets.map((sheet) => (
              <Tabs.Tab key={sheet.name} value={tabOf(sheet)} {...tabMark(sheet)}>
                <span className="imports-tab">{sheet.name.trim() || '（无名）'}</span>{' '}
                <span className="imports-tab-count">
                  {sheet.included ? `${sheet.projects.toLocaleString('zh-CN')} 个` : '不导入'}
                </span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tabOf(current)}>
            <SheetView
              key={current.name}
              sheet={current}
              holder={holder}
              onChoose={(changes) => choose([current.name], changes)}
            />
          </Tabs.Panel>
        </Tabs>
      )}
      <JobDialog job={commit} title="正在写入项目库" />
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="还有问题没有回答" centered size="lg">
        <Stack gap="xs">
          <Text size="sm">不回答也可以导入，会按下面的办法读取，导入后仍可整批撤销：</Text>
          {asking.map((sheet) => (
            <div key={sheet.name}>
              <Text size="sm" fw={600}>
                {sheet.name}
              </Text>
              {sheet.questions.map((question) => (
                <Text key={question.code} size="sm">
                  · {assumptionText(sheet, question.code)}
                </Text>
              ))}
            </div>
          ))}
          <Group justify="flex-end">
            <Button
              variant="default"
              data-autofocus
              onClick={() => {
                setAsking(false);
                setShown(asking[0]?.name ?? null);
              }}
            >
              回去回答
            </Button>
            <Button onClick={() => void confirm().catch(shownElsewhere)}>就这样导入</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** A sheet that asks something or whose totals disagree is seen from its tab. */
function tabMark(sheet: Preview['sheets'][number]): { leftSection?: ReactNode; title?: string } {
  if (!sheet.included) return {};
  const title = [sheet.questions.length > 0 ? '有问题要回答' : '', sheet.agrees ? '' : '合计对不上']
    .filter(Boolean)
    .join('，');
  return title === '' ? {} : { title, leftSection: <IconAlertCircle size={16} color="#8a4b00" aria-label={title} /> };
}
