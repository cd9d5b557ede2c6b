/** 下达报表: tables the centre wants; filled in a district from its own records, joined at the centre. */
import { Badge, Button, Group, Select, Text } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { CentreTableView } from '#shared/contract/centre-tables.ts';
import { moneyUnitLabels } from '#shared/text/labels.ts';
import { runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { PeriodSelect } from '../../components/period-select.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useIsCentre, useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { AskButton } from '../questions/ask-button.tsx';
import { TableNote } from '../reports/table-note.tsx';
import '../reports/reports.css';
import { selectionText } from './selection-text.ts';
import { TableGrid } from './table-grid.tsx';

export function CentreTablesPage(): ReactNode {
  const list = useQueryOf('centreTables.list', {});
  const [asked] = useSearchParams();
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, mayEdit } = list.data;
  const chosen = rows.find((row) => row.id === asked.get('table')) ?? rows.find((row) => !row.isWithdrawn) ?? rows[0];
  if (chosen === undefined) return <NoTables mayEdit={mayEdit} />;
  return <ShownTable key={chosen.id} table={chosen} tables={rows} mayEdit={mayEdit} />;
}

function NoTables({ mayEdit }: { readonly mayEdit: boolean }): ReactNode {
  return (
    <>
      <PageHead title="下达报表" {...(mayEdit ? { actions: <NewTable /> } : {})} />
      <EmptyState title={mayEdit ? '还没有下达报表' : '市级中心还没有下达报表'}>
        {mayEdit
          ? '要区县报的表在这里定好表头：从 Excel、WPS 粘贴表头，或从附件2、白名单开始。下达后区县的表自动填好，报上来在这里汇总。'
          : '市级中心下达的表会列在这里，由本区的项目库、年度计划和周报自动填好，可以打印，也可以导出 Excel。'}
      </EmptyState>
    </>
  );
}

function NewTable(): ReactNode {
  return (
    <Button component={Link} href="/centre-tables/new" leftSection={<IconPlus size={16} aria-hidden />}>
      新建报表
    </Button>
  );
}

interface ShownTableProps {
  readonly table: CentreTableView;
  readonly tables: readonly CentreTableView[];
  readonly mayEdit: boolean;
}

function ShownTable({ table, tables, mayEdit }: ShownTableProps): ReactNode {
  const { period: open } = useOffice();
  const isCentre = useIsCentre();
  const [asked, setAsked] = useSearchParams();
  const [isPrinting, setPrinting] = useState(false);
  const period = asked.get('period') ?? open.closesOn;
  const officeId = asked.get('office');
  const which = { id: table.id, period, ...(officeId === null ? {} : { officeId }) };
  const filled = useQueryOf('centreTables.show', which, { keepsLast: true });
  const withdraw = useCommand('centreTables.withdraw');
  const undo = useUndo(['centreTables.save', 'centreTables.withdraw']);
  const offices = useQueryOf('packages.down', {}, { isEnabled: mayEdit });
  const districts = (offices.data?.rows ?? []).filter(
    (each) => table.toOfficeIds.length === 0 || table.toOfficeIds.includes(each.officeId),
  );
  const handColumns = filled.data?.columns.filter((column) => column.isHand).length ?? 0;

  function ask(changes: Readonly<Record<string, string | null>>): void {
    const next = { table: table.id, period, office: officeId, ...changes };
    setAsked(Object.fromEntries(Object.entries(next).filter((each): each is [string, string] => each[1] !== null)), {
      replace: true,
    });
  }

  async function toggle(): Promise<void> {
    const made = await withdraw.run({ id: table.id, isWithdrawn: !table.isWithdrawn });
    sayDone(`已${table.isWithdrawn ? '恢复' : '停用'}“${table.name}”`, () => undo(made.changeId));
  }

  return (
    <>
      <PageHead
        title={table.name}
        about={
          <>
            {!isCentre && (
              <Badge size="sm" variant="light" mr={8} radius="sm">
                市下达
              </Badge>
            )}
            {table.isWithdrawn && '已停用 · '}
            {filled.data === undefined
              ? ''
              : `${filled.data.rows.length} 个项目 · 数据日期 ${shownDay(filled.data.dataDay)} · `}
            金额单位：{moneyUnitLabels[table.moneyUnit]}
            {table.due !== null && ` · ${table.due}报`}
          </>
        }
        actions={
          <>
            <PeriodSelect period={period} onChange={(value) => ask({ period: value })} />
            <Button
              variant="default"
              disabled={(filled.data?.rows.length ?? 0) === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              打印和导出
            </Button>
            {mayEdit ? (
              <>
                <Button variant="default" onClick={() => void toggle().catch(shownElsewhere)}>
                  {table.isWithdrawn ? '恢复' : '停用'}
                </Button>
                <Button variant="default" component={Link} href={`/centre-tables/${table.id}`}>
                  修改
                </Button>
                <NewTable />
              </>
            ) : (
              <AskButton />
            )}
          </>
        }
      />
      <Group gap="sm" mb={8}>
        <Select
          aria-label="哪张表"
          w={420}
          allowDeselect={false}
          value={table.id}
          data={tables.map((each) => ({ value: each.id, label: `${each.name}${each.isWithdrawn ? '（停用）' : ''}` }))}
          onChange={(value) => value !== null && ask({ table: value, office: null })}
        />
        {mayEdit && (
          <Select
            aria-label="哪个区县"
            w={160}
            placeholder="全部区县"
            clearable
            value={officeId}
            data={districts.map((each) => ({ value: each.officeId, label: each.shortName }))}
            onChange={(value) => ask({ office: value })}
          />
        )}
        {!isCentre && (
          <Text size="sm" c="var(--quiet)">
            {handColumns === 0
              ? '各栏都由本区的记录自动填写。'
              : `有 ${handColumns} 栏手填，直接在表里填；其余由本区的记录自动填写。`}
          </Text>
        )}
      </Group>
      <TableNote
        sentence={`${selectionText(table)}${table.note === null ? '' : `。表注：${table.note}`}`}
        source={table.source ?? `市级中心${shownDay(table.issuedOn)}下达`}
        notReported={filled.data?.notReported ?? []}
      />
      <ErrorNotice problem={withdraw.problem} onClose={withdraw.reset} />
      {filled.data === undefined ? (
        filled.error === null ? (
          <Waiting />
        ) : (
          <ErrorNotice problem={filled.error} onRetry={() => void filled.refetch()} />
        )
      ) : (
        <TableGrid tableId={table.id} name={table.name} filled={filled.data} />
      )}
      {isPrinting && (
        <PaperDialog
          title={table.name}
          about={isCentre && officeId === null ? '各区县汇总' : ''}
          paperKey={['centreTables.render', which]}
          make={(options) => runJob('centreTables.render', { ...which, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('centreTables.render', { ...which, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
