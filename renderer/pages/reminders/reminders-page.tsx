import { Anchor, Button, Checkbox, Group, MultiSelect, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import {
  type ReminderAudience,
  type ReminderRowKind,
  type ReminderSheet,
  reminderRowKinds,
} from '#shared/contract/reminders.ts';
import { lateText, reminderCounts, reminderText } from '#shared/report/reminder-list.ts';
import { reminderRowKindLabels } from '#shared/text/labels.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import './reminders.css';

interface Printing {
  readonly about: string;
  /** Absent: everything that is listed. */
  readonly ids?: string[];
}

/** What every unit and every leader is to be reminded of: looked at, printed, copied as text. */
export function RemindersPage(): ReactNode {
  const { office } = useOffice();
  const [by, setBy] = useState<ReminderAudience>('unit');
  const [isLateOnly, setLateOnly] = useState(false);
  const [kinds, setKinds] = useState<readonly ReminderRowKind[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [printing, setPrinting] = useState<Printing | null>(null);
  const wishes = { by, isLateOnly, ...(kinds.length === 0 ? {} : { kinds: [...kinds] }) };
  const list = useQueryOf('reminders.list', wishes, { keepsLast: true });
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { sheets, today } = list.data;
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const late = sheets.reduce((sum, sheet) => sum + sheet.late, 0);
  const who = by === 'unit' ? '个单位' : '位领导';
  const ticked = sheets.filter((sheet) => chosen.has(sheet.id));

  function choose(id: string, isChosen: boolean): void {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  async function copy(sheet: ReminderSheet): Promise<void> {
    const { contactName: contact, contactPhone: phone, fullName, signatureLine } = office;
    const head = { by, officeFullName: signatureLine ?? fullName, contact, phone, day: today };
    await navigator.clipboard.writeText(reminderText(head, sheet));
    notifications.show({ message: `已复制给${sheet.name}的文字，${sheet.rows.length}项` });
  }

  function paperWishes({ ids }: Printing) {
    return { ...wishes, ...(ids === undefined ? {} : { ids }) };
  }

  return (
    <>
      <PageHead
        title="提醒清单"
        about={`${sheets.length}${who}、${rows}项，其中逾期${late}项 · 数据日期 ${today}`}
        actions={
          <Button
            disabled={sheets.length === 0}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() =>
              setPrinting(
                ticked.length === 0
                  ? { about: `${sheets.length}${who}` }
                  : { about: `${ticked.length}${who}`, ids: ticked.map((sheet) => sheet.id) },
              )
            }
          >
            {ticked.length === 0 ? '全部打印' : `打印所选 ${ticked.length}${who}`}
          </Button>
        }
      />
      <Group mb="xs" gap="md">
        <SegmentedControl
          size="xs"
          aria-label="按谁列出"
          value={by}
          onChange={(value) => {
            setBy(value === 'leader' ? 'leader' : 'unit');
            setChosen(new Set());
          }}
          data={[
            { value: 'unit', label: '按责任单位' },
            { value: 'leader', label: '按分包领导' },
          ]}
        />
        <Checkbox
          label="只看逾期"
          checked={isLateOnly}
          onChange={(event) => setLateOnly(event.currentTarget.checked)}
        />
        <MultiSelect
          size="xs"
          w={320}
          aria-label="类别"
          placeholder={kinds.length === 0 ? '全部类别' : ''}
          clearable
          data={reminderRowKinds.map((kind) => ({ value: kind, label: reminderRowKindLabels[kind] }))}
          value={[...kinds]}
          onChange={(values) => setKinds(reminderRowKinds.filter((kind) => values.includes(kind)))}
        />
      </Group>
      <RowList<ReminderSheet>
        label="提醒清单"
        rows={sheets}
        rowKey={(sheet) => sheet.id}
        columns={sheetColumns(by, chosen, {
          onChoose: choose,
          onPrint: (sheet) => setPrinting({ about: sheet.name, ids: [sheet.id] }),
          onCopy: (sheet) => void copy(sheet),
        })}
        renderDetails={(sheet) => <Matters sheet={sheet} by={by} />}
        emptyText={
          <EmptyState title="没有要提醒的事项">
            {isLateOnly || kinds.length > 0
              ? '换一个筛选条件再看；不选条件，列出全部未办结的事项。'
              : '督办事项、问题、节点、手续、填报表里有没办完的，会按责任单位和分包领导列在这里。'}
          </EmptyState>
        }
      />
      {printing !== null && (
        <PaperDialog
          title="提醒清单"
          about={printing.about}
          paperKey={['reminders.paper', wishes, printing.ids]}
          make={(options) => runJob('reminders.paper', { ...paperWishes(printing), format: 'pdf' }, options)}
          makeWorkbook={() => runJob('reminders.paper', { ...paperWishes(printing), format: 'xlsx' })}
          onClose={() => setPrinting(null)}
        />
      )}
    </>
  );
}

interface SheetActs {
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onPrint: (sheet: ReminderSheet) => void;
  readonly onCopy: (sheet: ReminderSheet) => void;
}

function sheetColumns(
  by: ReminderAudience,
  chosen: ReadonlySet<string>,
  { onChoose, onPrint, onCopy }: SheetActs,
): readonly RowListColumn<ReminderSheet>[] {
  return [
    {
      id: 'choose',
      title: '选',
      width: '44px',
      render: (sheet) => (
        <Checkbox
          size="xs"
          aria-label={`选：${sheet.name}`}
          checked={chosen.has(sheet.id)}
          onChange={(event) => onChoose(sheet.id, event.currentTarget.checked)}
        />
      ),
    },
    {
      id: 'whose',
      title: by === 'unit' ? '责任单位' : '分包领导',
      width: 'minmax(150px, 1fr)',
      render: (sheet) => (
        <>
          {sheet.name}
          {sheet.delegates.length > 0 && <span className="quiet">　由{sheet.delegates.join('、')}代行</span>}
        </>
      ),
    },
    {
      id: 'late',
      title: '逾期',
      width: '80px',
      render: (sheet) => (sheet.late === 0 ? '—' : <span className="late">{sheet.late} 项</span>),
    },
    { id: 'rows', title: '合计', width: '80px', render: (sheet) => `${sheet.rows.length} 项` },
    { id: 'kinds', title: '其中', width: 'minmax(220px, 2fr)', render: (sheet) => reminderCounts(sheet.rows) },
    {
      id: 'acts',
      title: '打印或转发',
      width: '190px',
      isRight: true,
      render: (sheet) => (
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPrinter size={14} aria-hidden />}
            aria-label={`打印：${sheet.name}`}
            onClick={() => onPrint(sheet)}
          >
            打印
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconCopy size={14} aria-hidden />}
            aria-label={`复制文字：${sheet.name}`}
            onClick={() => onCopy(sheet)}
          >
            复制文字
          </Button>
        </Group>
      ),
    },
  ];
}

function Matters({ sheet, by }: { readonly sheet: ReminderSheet; readonly by: ReminderAudience }): ReactNode {
  return (
    <table className="reminder-matters" aria-label={`${sheet.name}的事项`}>
      <thead>
        <tr>
          <th scope="col">类别</th>
          <th scope="col">事项</th>
          <th scope="col">项目</th>
          {by === 'leader' && <th scope="col">责任单位</th>}
          <th scope="col">时限</th>
          <th scope="col">逾期</th>
          <th scope="col">依据</th>
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map((row) => (
          <tr key={`${row.kind} ${row.id}`}>
            <td>{reminderRowKindLabels[row.kind]}</td>
            <td>
              <Anchor component={Link} href={row.page} size="sm">
                {row.what}
              </Anchor>
              {row.state !== null && <span className="quiet">　{row.state}</span>}
            </td>
            <td>{row.projectName}</td>
            {by === 'leader' && <td>{row.unitName}</td>}
            <td className="reminder-day">{row.dueOn === null ? '' : shownDay(row.dueOn)}</td>
            <td className="late reminder-day">{lateText(row)}</td>
            <td className="quiet">{row.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
