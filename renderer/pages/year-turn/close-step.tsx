import { Alert, Anchor, Button, Group, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { wanText } from '../../components/money-text.ts';
import { rateOf, rateText } from '../../components/rate.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { YearTurn } from './year-turn-page.tsx';

interface CloseStepProps {
  readonly turn: YearTurn;
  readonly onNext: () => void;
}

/** What stands open, then the closing that freezes every figure of the year. */
export function CloseStep({ turn, onNext }: CloseStepProps): ReactNode {
  const { year, checks, closing, figures } = turn;
  return (
    <div className="year-step">
      <section className="year-main" aria-label="结账前检查">
        <Text fw={600} mb={6}>
          {year}年结账前检查
        </Text>
        {checks.length === 0 ? (
          <Alert role="note" variant="light" py={8} icon={<IconCircleCheck size={18} aria-hidden />}>
            各期已报齐审完，没有缺数，可以结账。
          </Alert>
        ) : (
          <Table withTableBorder verticalSpacing={7}>
            <Table.Tbody>
              {checks.map((check) => (
                <Check key={check.code} check={check} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
      <section className="year-side" aria-label="结账">
        <dl className="year-figures">
          <div>
            <dt>项目</dt>
            <dd>{figures.projects} 个</dd>
          </div>
          <div>
            <dt>{year}年计划投资</dt>
            <dd>{wanText(figures.plannedInvestment)} 万元</dd>
          </div>
          <div>
            <dt>{year}年完成投资</dt>
            <dd>{wanText(figures.doneThisYear)} 万元</dd>
          </div>
          <div>
            <dt>完成率</dt>
            <dd>{rateText(rateOf(figures.doneThisYear, figures.plannedInvestment))}</dd>
          </div>
        </dl>
        {closing === null ? <CloseForm turn={turn} onNext={onNext} /> : <Closed turn={turn} closing={closing} />}
      </section>
    </div>
  );
}

function Check({ check }: { readonly check: YearTurn['checks'][number] }): ReactNode {
  const names = check.projects.slice(0, 6).map((project) => project.name);
  const Icon = check.tone === 'must' ? IconAlertCircle : IconEye;
  return (
    <Table.Tr>
      <Table.Td w={76} style={{ verticalAlign: 'top' }}>
        <span className="year-tone">
          <Icon size={17} aria-hidden />
          {check.tone === 'must' ? '待办' : '留意'}
        </span>
      </Table.Td>
      <Table.Td>
        {check.sentence}
        {names.length > 0 && (
          <div className="year-names">
            {names.join('、')}
            {check.projects.length > names.length && ` 等${check.count}个`}
          </div>
        )}
      </Table.Td>
      <Table.Td w={90} style={{ verticalAlign: 'top' }}>
        <Anchor component={Link} href={check.page} size="sm">
          去处理
        </Anchor>
      </Table.Td>
    </Table.Tr>
  );
}

function Closed({
  turn,
  closing,
}: {
  readonly turn: YearTurn;
  readonly closing: NonNullable<YearTurn['closing']>;
}): ReactNode {
  return (
    <Alert
      role="note"
      variant="light"
      py={8}
      icon={<IconCircleCheck size={18} aria-hidden />}
      title={`${turn.year}年已结账`}
    >
      <Text size="sm">
        {closing.closedOn}，{closing.closedBy}结账，{closing.projects} 个项目，本年完成 {wanText(closing.doneThisYear)}{' '}
        万元。
        {closing.note !== null && `说明：${closing.note}`}
      </Text>
      {turn.corrections > 0 && <Text size="sm">结账以后有 {turn.corrections} 处更正，见第三步。</Text>}
    </Alert>
  );
}

function CloseForm({ turn, onNext }: CloseStepProps): ReactNode {
  const close = useCommand('yearTurn.close');
  const undo = useUndo(['yearTurn.close']);
  const session = useQueryOf('sessions.state', {});
  const [closedBy, setClosedBy] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const by = closedBy ?? session.data?.operator ?? '';
  const open = turn.checks.filter((check) => check.tone === 'must').length;

  async function save(): Promise<void> {
    const made = await close.run({ year: turn.year, closedBy: by, note: note.trim() === '' ? null : note });
    sayDone(`${turn.year}年已结账，冻结 ${made.projects} 个项目的数`, () => undo(made.changeId));
    onNext();
  }

  return (
    <Stack gap="sm">
      <Text size="sm" c="var(--quiet)">
        结账把每个项目全年的计划、完成和形象进度冻结下来。以后再改上一年的数，会作为“结账后更正”列出，结账表不变。
      </Text>
      <TextInput
        label="结账人"
        required
        maxLength={40}
        value={by}
        onChange={(event) => setClosedBy(event.currentTarget.value)}
      />
      <Textarea
        label={open > 0 ? `还有 ${open} 项没有了结，说明` : '说明'}
        required={open > 0}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {!turn.mayClose && <Text size="sm">{turn.year}年12月起可以结账；现在先看还有什么没有了结。</Text>}
      <ErrorNotice problem={close.problem} onClose={close.reset} />
      <Group justify="flex-end">
        <Button
          loading={close.isRunning}
          disabled={!turn.mayClose || by.trim() === '' || (open > 0 && note.trim() === '')}
          onClick={() => void save().catch(shownElsewhere)}
        >
          {turn.year}年结账
        </Button>
      </Group>
    </Stack>
  );
}
