import { Alert, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import type { YearTurn } from './year-turn-page.tsx';

/** The new year's ledger, the closing sheet, and what was corrected since. */
export function OpenStep({ turn }: { readonly turn: YearTurn }): ReactNode {
  const { position } = useOffice();
  const [isPrinting, setPrinting] = useState(false);
  const { year } = turn;
  return (
    <Stack gap="lg" pb="xl">
      <OpenYear turn={turn} />
      <section>
        <Title order={2} size="h3" mb={6}>
          {year}年度结账表
        </Title>
        <Group gap="md">
          <Text size="sm">结账时冻结的数，每个项目一行，有合计，打印后签字盖章存档。</Text>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => setPrinting(true)}
          >
            打印结账表
          </Button>
        </Group>
      </section>
      <Corrections year={year} />
      {isPrinting && (
        <PaperDialog
          title="年度结账表"
          about={`${year}年`}
          paperKey={['yearTurn.sheet', year, position]}
          make={(options) => runJob('yearTurn.sheet', { year, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('yearTurn.sheet', { year, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </Stack>
  );
}

function OpenYear({ turn }: { readonly turn: YearTurn }): ReactNode {
  const open = useCommand('yearTurn.open');
  const undo = useUndo(['yearTurn.open']);
  const next = turn.year + 1;
  const left = turn.rows.filter((row) => !row.isDecided).length;

  async function save(): Promise<void> {
    const made = await open.run({ year: turn.year });
    sayDone(`账目年度已改为 ${next} 年`, () => undo(made.changeId));
  }

  return (
    <section>
      <Title order={2} size="h3" mb={6}>
        开{next}年新账
      </Title>
      {turn.isOpened ? (
        <Alert role="note" variant="light" py={8} icon={<IconCircleCheck size={18} aria-hidden />}>
          账目年度已经是 {turn.ledgerYear} 年。{next}年的年度计划请在“项目库”的“本年计划”里填写，或导入新一年的台账。
        </Alert>
      ) : (
        <>
          <Group gap="md">
            <Text size="sm">
              账目年度由 {turn.ledgerYear} 年改为 {next} 年：“本年计划”“本年完成”从{next}年算起，{turn.year}
              年的数一个不少地留着。
              {left > 0 && ` 还有 ${left} 个项目没有办结转，开账以后仍可以回来办。`}
            </Text>
            <Button loading={open.isRunning} onClick={() => void save().catch(shownElsewhere)}>
              开{next}年新账
            </Button>
          </Group>
          <ErrorNotice problem={open.problem} onClose={open.reset} />
        </>
      )}
    </section>
  );
}

function Corrections({ year }: { readonly year: number }): ReactNode {
  const corrections = useQueryOf('yearTurn.corrections', { year });
  const rows = corrections.data?.rows ?? [];
  return (
    <section>
      <Title order={2} size="h3" mb={6}>
        结账后更正
      </Title>
      <ErrorNotice problem={corrections.error} />
      {corrections.data !== undefined && rows.length === 0 && (
        <Text size="sm">结账以后没有改动过{year}年的数。以后的改动会列在这里：结账时多少、现在多少、谁改的。</Text>
      )}
      {rows.length > 0 && (
        <Table withTableBorder layout="fixed" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>项目名称</Table.Th>
              <Table.Th w={170}>栏目</Table.Th>
              <Table.Th w={200}>结账时</Table.Th>
              <Table.Th w={200}>现在</Table.Th>
              <Table.Th w={90}>经办人</Table.Th>
              <Table.Th w={160}>时间</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.projectId} ${row.field}`}>
                <Table.Td>{row.name}</Table.Td>
                <Table.Td>{row.label}</Table.Td>
                <Table.Td>{row.atClosing ?? '（空）'}</Table.Td>
                <Table.Td>{row.now ?? '（空）'}</Table.Td>
                <Table.Td>{row.actor ?? ''}</Table.Td>
                <Table.Td>{row.at === null ? '' : instantText(row.at)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
