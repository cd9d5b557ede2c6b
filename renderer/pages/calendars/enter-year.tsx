import {
  ActionIcon,
  Alert,
  Button,
  Group,
  List,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { weekday } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { type CallProblem, call, problemOf, shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { YearTable } from './year-table.tsx';

type Year = OutputOf<'calendars.list'>['years'][number];
type Read = OutputOf<'calendars.read'>;
type ShownDay = Year['days'][number];

interface EnterYearProps {
  readonly year: number;
  readonly existing: Year | undefined;
  readonly onCancel: () => void;
  readonly onSaved: (changeId: string | null, year: number) => void;
}

const weekdays = '一二三四五六日';
const example =
  '一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n二、春节：……（粘贴通知正文，标题也可以一起粘贴）';

/** The text of the notice, or day by day; checked on the whole year before it is kept. */
export function EnterYear({ year: first, existing, onCancel, onSaved }: EnterYearProps): ReactNode {
  const queries = useQueryClient();
  const save = useCommand('calendars.save');
  const [year, setYear] = useState(first);
  const [notice, setNotice] = useState(`国务院办公厅关于${first}年部分节假日安排的通知`);
  const [documentNumber, setDocumentNumber] = useState(existing?.documentNumber ?? '');
  const [text, setText] = useState('');
  const [read, setRead] = useState<Read | null>(null);
  /** The text the days were read from; null once they were changed by hand. */
  const [readText, setReadText] = useState<string | null>(null);
  const [days, setDays] = useState<readonly ShownDay[]>(existing?.origin === 'entered' ? existing.days : []);
  const [problem, setProblem] = useState<CallProblem | null>(null);

  async function readNotice(): Promise<void> {
    setProblem(null);
    const found = await queries.fetchQuery({
      queryKey: ['calendars.read', text, year],
      queryFn: () => call('calendars.read', text.includes(`${year}年`) ? { text } : { text, year }),
    });
    setRead(found);
    setReadText(text);
    setDays(found.days);
    if (found.year !== null) setYear(found.year);
    if (found.notice !== null) setNotice(found.notice);
    if (found.documentNumber !== null) setDocumentNumber(found.documentNumber);
  }

  function change(next: readonly ShownDay[]): void {
    setDays(next.toSorted((left, right) => (left.day < right.day ? -1 : 1)));
    setReadText(null);
    setRead(null);
  }

  async function store(): Promise<void> {
    const { changeId } = await save.run({
      year,
      notice,
      documentNumber: documentNumber === '' ? null : documentNumber,
      days: days.map(({ day, isWorkingDay, holiday }) => ({ day, isWorkingDay, holiday: holiday ?? '节假日' })),
      ...(readText === null ? {} : { text: readText }),
    });
    onSaved(changeId, year);
  }

  const problems = read?.problems ?? [];
  return (
    <>
      <PageHead
        title={`录入${year}年放假安排`}
        about="粘贴国务院办公厅通知的正文，读出来核对后保存；也可以一天一天添加"
        actions={
          <>
            <Button variant="default" onClick={onCancel}>
              不录了
            </Button>
            <Button
              disabled={days.length === 0 || problems.length > 0}
              loading={save.isRunning}
              onClick={() => void store().catch(shownElsewhere)}
            >
              保存{year}年
            </Button>
          </>
        }
      />
      <ErrorNotice problem={problem ?? save.problem} onClose={save.reset} />
      <div className="calendars-enter">
        <Stack gap="sm" className="calendars-text">
          <Group gap="sm" wrap="nowrap" align="flex-end">
            <NumberInput
              label="年度"
              w={100}
              min={1990}
              max={2100}
              allowDecimal={false}
              value={year}
              onChange={(value) => setYear(Number(value))}
            />
            <TextInput
              style={{ flex: 1 }}
              label="通知"
              withAsterisk
              maxLength={200}
              value={notice}
              onChange={({ currentTarget }) => setNotice(currentTarget.value)}
            />
            <TextInput
              w={190}
              label="文号"
              maxLength={100}
              value={documentNumber}
              onChange={({ currentTarget }) => setDocumentNumber(currentTarget.value)}
            />
          </Group>
          <Textarea
            label="通知正文"
            placeholder={example}
            autosize
            minRows={7}
            maxRows={12}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <div>
            <Button
              variant={days.length === 0 ? 'filled' : 'default'}
              disabled={text.trim() === ''}
              onClick={() => void readNotice().catch((error: unknown) => setProblem(problemOf(error)))}
            >
              读取
            </Button>
          </div>
          {problems.length > 0 && (
            <Alert role="alert" variant="light" color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
              <Sentences title="前后对不上，改正后再读取" sentences={problems} />
            </Alert>
          )}
          {read !== null && read.remarks.length > 0 && (
            <Alert variant="light" color="yellow">
              <Sentences title="请核对" sentences={read.remarks} />
            </Alert>
          )}
          {read !== null && problems.length === 0 && (
            <Text size="sm">
              读到 {read.holidays.length} 个节日、{days.length} 天，星期和天数与通知一致；全年工作日 {read.workingDays}{' '}
              天。
            </Text>
          )}
        </Stack>
        <DayRows year={year} days={days} onChange={change} />
      </div>
      {days.length > 0 && <YearTable year={year} days={days} />}
    </>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }): ReactNode {
  return (
    <>
      <Text size="sm" fw={600} c="#4d2a00">
        {title}
      </Text>
      <List size="sm" c="#4d2a00">
        {sentences.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </>
  );
}

const kinds = [
  { value: 'off', label: '放假' },
  { value: 'worked', label: '上班' },
];

function DayRows({
  year,
  days,
  onChange,
}: {
  readonly year: number;
  readonly days: readonly ShownDay[];
  readonly onChange: (days: readonly ShownDay[]) => void;
}): ReactNode {
  const [day, setDay] = useState<string | null>(null);
  const [kind, setKind] = useState('off');
  const [holiday, setHoliday] = useState('');

  function add(): void {
    if (day === null) return;
    const name = holiday.trim() === '' ? null : holiday.trim();
    onChange([...days, { day, weekday: weekday(day), isWorkingDay: kind === 'worked', holiday: name }]);
    setDay(null);
  }

  return (
    <section className="calendars-days" aria-label={`${year}年的放假和调休`}>
      <div className="calendars-rows">
        <Table verticalSpacing={2}>
          <Table.Tbody>
            {numbered(days).map(({ key, each }, index) => (
              <Table.Tr key={key}>
                <Table.Td>{each.day}</Table.Td>
                <Table.Td>周{weekdays[each.weekday - 1]}</Table.Td>
                <Table.Td fw={each.isWorkingDay ? 600 : 400}>{each.isWorkingDay ? '上班' : '放假'}</Table.Td>
                <Table.Td>{each.holiday}</Table.Td>
                <Table.Td w={36}>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`删除${each.day}`}
                    onClick={() => onChange(days.toSpliced(index, 1))}
                  >
                    <IconTrash size={15} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {days.length === 0 && (
          <Text size="sm" c="var(--quiet)" p="sm">
            读取通知，或在下面添加。只填放假的日子和周末调休上班的日子，平常的周末不用填。
          </Text>
        )}
      </div>
      <Group gap={6} wrap="nowrap" align="flex-end" mt={6}>
        <DayInput style={{ flex: 1 }} label="日期" precision="day" value={day} onSave={setDay} />
        <Select
          w={86}
          label="安排"
          data={kinds}
          value={kind}
          allowDeselect={false}
          onChange={(value) => value !== null && setKind(value)}
        />
        <TextInput
          w={96}
          label="节日"
          value={holiday}
          maxLength={40}
          onChange={({ currentTarget }) => setHoliday(currentTarget.value)}
        />
        <Button variant="default" disabled={day === null} onClick={add}>
          添加
        </Button>
      </Group>
    </section>
  );
}

/** A day may stand twice until it is put right. */
function numbered(days: readonly ShownDay[]): { readonly key: string; readonly each: ShownDay }[] {
  const seen = new Map<string, number>();
  return days.map((each) => {
    const times = (seen.get(each.day) ?? 0) + 1;
    seen.set(each.day, times);
    return { key: `${each.day}-${times}`, each };
  });
}
