import { Button, Checkbox, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { MaterialRow, ReportingItemView } from '#shared/contract/reporting-items.ts';
import { type ReportingItemKind, reportingItemKinds } from '#shared/domain/reporting-item.ts';
import { itemPeriodText } from '#shared/report/reporting-items.ts';
import { reportingItemKindLabels } from '#shared/text/exchange-labels.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';
import { MaterialPicker } from './material-picker.tsx';

type List = OutputOf<'reportingItems.list'>;

interface ItemFormProps {
  /** null: a new one. */
  readonly item: ReportingItemView | null;
  readonly preset: { readonly groupId: string | null; readonly kind: ReportingItemKind; readonly period: string };
  readonly groups: List['groups'];
  readonly kinds: List['kinds'];
  /** Closing days, the newest first. */
  readonly periods: List['periods'];
  readonly undo: Undo;
  readonly onClose: () => void;
}

/** An item's own text. The district's words are a beginning, never the item itself. */
export function ItemForm({ item, preset, groups, kinds, periods, undo, onClose }: ItemFormProps): ReactNode {
  const save = useCommand('reportingItems.save');
  const file = useCommand('reportingItems.file');
  const [groupId, setGroup] = useState(item?.groupId ?? preset.groupId);
  const [kind, setKind] = useState(item?.kind ?? preset.kind);
  const [period, setPeriod] = useState(item?.period ?? preset.period);
  const [title, setTitle] = useState(item?.title ?? '');
  const [body, setBody] = useState(item?.body ?? '');
  const [projectId, setProject] = useState(item?.projectId ?? null);
  const [section, setSection] = useState(item?.section ?? '');
  const [isSolved, setSolved] = useState(item?.isProblemSolved ?? false);
  const [filesAtOnce, setFilesAtOnce] = useState(item?.state !== 'filed');
  const [isPicking, setPicking] = useState(false);
  const [person, setPerson] = useState(item?.personId ?? null);
  const group = groups.find((each) => each.id === groupId);
  const personId = person ?? group?.members.find((member) => member.isLeader)?.personId ?? null;
  const rule = kinds.find((each) => each.kind === kind);
  const offered = periodsOf(rule?.rhythm ?? 'weekly', periods, period);
  const members = group?.members ?? [];
  const isStranger = item?.personId === personId && members.every((each) => each.personId !== personId);

  function takeKind(next: ReportingItemKind): void {
    const rhythm = kinds.find((each) => each.kind === next)?.rhythm ?? 'weekly';
    setKind(next);
    setSection('');
    setPeriod(periodsOf(rhythm, periods, period)[0] ?? period);
  }

  function take(row: MaterialRow): void {
    setBody(body.trim() === '' ? row.text : `${body.trimEnd()}\n${row.text}`);
    if (title.trim() === '') setTitle(`${row.name}${row.isSolved ? '协调解决问题情况' : reportedAs[kind]}`);
    setProject(projectId === null || projectId === row.projectId ? row.projectId : null);
    if (row.isSolved) setSolved(true);
  }

  async function submit(): Promise<void> {
    if (groupId === null) return;
    const values = {
      groupId,
      kind,
      period,
      title: title.trim(),
      body: body.trim() || null,
      projectId,
      section: section.trim() || null,
      personId,
      isProblemSolved: isSolved,
    };
    const made = await save.run({ ...(item === null ? {} : { id: item.id }), values });
    if (filesAtOnce && item?.state !== 'filed') {
      const { changeId, late } = await file.run({ ids: [made.id] });
      sayDone(late > 0 ? '已报送，过了时限，记为迟报' : '已报送', () => undo(changeId));
    } else sayDone('已保存', () => undo(made.changeId));
    onClose();
  }

  const problem = save.problem ?? file.problem;
  return (
    <FormDialog
      title={item === null ? '新增报送信息' : '修改报送信息'}
      submitLabel={filesAtOnce && item?.state !== 'filed' ? '报送' : '保存'}
      command={{ problem, isRunning: save.isRunning || file.isRunning }}
      isReady={groupId !== null && title.trim() !== '' && (!filesAtOnce || body.trim() !== '')}
      onSubmit={submit}
      onClose={onClose}
      size={860}
    >
      <Group grow align="flex-start">
        <Select
          label="工作组"
          allowDeselect={false}
          searchable
          value={groupId}
          data={groups.map((each) => ({
            value: each.id,
            label: each.districtName === null ? each.name : `${each.name}（${each.districtName}）`,
          }))}
          onChange={(value) => {
            setGroup(value);
            setPerson(null);
          }}
        />
        <Select
          label="类别"
          allowDeselect={false}
          value={kind}
          data={kinds.map((each) => ({ value: each.kind, label: reportingItemKindLabels[each.kind] }))}
          onChange={(value) => takeKind(reportingItemKinds.find((each) => each === value) ?? kind)}
        />
        <Select
          label="报送期"
          allowDeselect={false}
          value={period}
          data={offered.map((each) => ({ value: each, label: itemPeriodText(each) }))}
          onChange={(value) => setPeriod(value ?? period)}
        />
      </Group>
      <TextInput
        data-autofocus
        label="标题"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div>
        <Group justify="space-between" mb={4}>
          <Text size="sm" fw={600} component="label" htmlFor="item-body">
            内容
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            disabled={groupId === null}
            aria-expanded={isPicking}
            onClick={() => setPicking(!isPicking)}
          >
            {isPicking ? '收起' : '从区县所报带入'}
          </Button>
        </Group>
        {isPicking && groupId !== null && (
          <MaterialPicker groupId={groupId} kind={kind} period={period} onTake={take} />
        )}
        <Textarea
          id="item-body"
          autosize
          minRows={4}
          maxRows={8}
          maxLength={5000}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      </div>
      <Group grow align="flex-start">
        <TextInput
          label="报送处室"
          placeholder={rule?.sections.join('、') ?? ''}
          maxLength={60}
          value={section}
          onChange={(event) => setSection(event.currentTarget.value)}
        />
        <Select
          label="报送人"
          allowDeselect={false}
          searchable
          value={personId}
          data={[
            ...members.map((each) => ({
              value: each.personId,
              label: `${each.name}${each.isLeader ? '（组长）' : ''}`,
            })),
            // Somebody who has left the group since.
            ...(isStranger && personId !== null ? [{ value: personId, label: item?.personName ?? '' }] : []),
          ]}
          onChange={setPerson}
        />
      </Group>
      <Group>
        <Checkbox
          label="解决了问题（年底统计）"
          checked={isSolved}
          onChange={(event) => setSolved(event.currentTarget.checked)}
        />
        {item?.state !== 'filed' && (
          <Checkbox
            label="保存后马上报送"
            checked={filesAtOnce}
            onChange={(event) => setFilesAtOnce(event.currentTarget.checked)}
          />
        )}
      </Group>
    </FormDialog>
  );
}

const reportedAs: Readonly<Record<ReportingItemKind, string>> = {
  leaderProjects: '推进情况',
  lagging: '进度滞后情况',
  whitelist: '落实情况',
  monthly: '工作情况',
};

/** The newest first, with the one that stands. */
function periodsOf(rhythm: 'weekly' | 'monthly', periods: List['periods'], current: string): string[] {
  const days = periods.map((each) => each.period);
  const all = rhythm === 'weekly' ? days : [...new Set(days.map((day) => day.slice(0, 7)))];
  const fits = current.length === (rhythm === 'weekly' ? 10 : 7);
  return fits && !all.includes(current) ? [current, ...all] : all;
}
