import { Autocomplete, Group, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CentreRuleView } from '#shared/contract/centre-rules.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { centreRuleKinds, codedFields } from '#shared/domain/centre-rule.ts';
import { project } from '#shared/domain/project.ts';
import { centreRuleKindLabels, investmentMeaningLabels } from '#shared/text/exchange-labels.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { parseTabText, toTabText } from '../../components/ledger-grid/clipboard-text.ts';
import { orNull } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';

type Values = InputOf<'centreRules.save'>['values'];

interface RuleDialogProps {
  /** null: a new one. */
  readonly rule: CentreRuleView | null;
  readonly offered: OutputOf<'centreRules.list'>['offered'];
  readonly districts: readonly { readonly officeId: string; readonly shortName: string }[];
  readonly undo: Undo;
  readonly onClose: () => void;
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'].map((name, index) => ({
  value: String(index + 1),
  label: `星期${name}`,
}));
const clockForm = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/;

export function RuleDialog({ rule, offered, districts, undo, onClose }: RuleDialogProps): ReactNode {
  const save = useCommand('centreRules.save');
  const [kind, setKind] = useState(rule?.kind ?? 'weeklyDeadline');
  const [name, setName] = useState(rule?.name ?? '');
  const [day, setDay] = useState(String(rule?.weekday ?? 5));
  const [dayOfMonth, setDayOfMonth] = useState(String(rule?.dayOfMonth ?? 20));
  const [dueOn, setDueOn] = useState(rule?.dueOn ?? null);
  const [clock, setClock] = useState(rule === null ? '12:00' : clockText(rule.minute));
  const [field, setField] = useState(rule?.field ?? codedFields[0]);
  const [codes, setCodes] = useState(toTabText((rule?.codes ?? []).map(({ code, name: word }) => [code, word])));
  const [meaning, setMeaning] = useState(rule?.meaning ?? 'thisYear');
  const [toOfficeIds, setOffices] = useState<readonly string[]>(rule?.toOfficeIds ?? []);
  const [source, setSource] = useState(rule?.source ?? '');
  const [note, setNote] = useState(rule?.note ?? '');
  const isDeadline = kind === 'weeklyDeadline' || kind === 'monthlyDeadline' || kind === 'dayDeadline';
  const minute = minuteOf(clock);
  const read = codesOf(codes);
  const values = valuesOf();

  function valuesOf(): Values | null {
    const shared = {
      name: name.trim(),
      toOfficeIds: [...toOfficeIds],
      source: orNull(source),
      note: orNull(note),
    };
    if (shared.name === '' || (isDeadline && minute === undefined)) return null;
    switch (kind) {
      case 'weeklyDeadline':
        return { kind, ...shared, weekday: Number(day), minute: minute ?? null };
      case 'monthlyDeadline':
        return { kind, ...shared, dayOfMonth: Number(dayOfMonth), minute: minute ?? null };
      case 'dayDeadline':
        return dueOn === null ? null : { kind, ...shared, dueOn, minute: minute ?? null };
      case 'codes':
        return read.length === 0 ? null : { kind, ...shared, field, codes: read };
      case 'investmentToDate':
        return { kind, ...shared, meaning };
    }
  }

  async function submit(): Promise<void> {
    if (values === null) return;
    const made = await save.run({ ...(rule === null ? {} : { id: rule.id }), values });
    sayDone(`已保存“${values.name}”，生成下达文件后区县才能看到`, () => undo(made.changeId));
    onClose();
  }

  function takeOffered(text: string): void {
    setName(text);
    const found = offered.find((each) => each.name === text);
    if (found !== undefined && source === '') setSource(found.source.slice(0, 100));
  }

  return (
    <FormDialog
      title={rule === null ? '新增时限、编码或口径' : '修改'}
      submitLabel="保存"
      command={save}
      isReady={values !== null}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      <Select
        label="类别"
        allowDeselect={false}
        value={kind}
        data={centreRuleKinds.map((each) => ({ value: each, label: centreRuleKindLabels[each] }))}
        onChange={(value) => setKind(centreRuleKinds.find((each) => each === value) ?? kind)}
      />
      <Autocomplete
        data-autofocus
        label={kind === 'codes' ? '编码表名称' : '名称'}
        placeholder={placeholders[kind]}
        maxLength={100}
        data={isDeadline ? offered.map((each) => each.name) : []}
        value={name}
        onChange={takeOffered}
      />
      {isDeadline && (
        <Group grow align="flex-start">
          {kind === 'weeklyDeadline' && (
            <Select
              label="星期"
              allowDeselect={false}
              value={day}
              data={weekdays}
              onChange={(value) => setDay(value ?? day)}
            />
          )}
          {kind === 'monthlyDeadline' && (
            <Select
              label="每月几日"
              allowDeselect={false}
              value={dayOfMonth}
              data={Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `${index + 1}日` }))}
              onChange={(value) => setDayOfMonth(value ?? dayOfMonth)}
            />
          )}
          {kind === 'dayDeadline' && <DayInput label="日期" precision="day" value={dueOn} onSave={setDueOn} />}
          <TextInput
            label="钟点（可以不写）"
            placeholder="12:00"
            value={clock}
            error={minute === undefined ? '应写成 12:00' : undefined}
            onChange={(event) => setClock(event.currentTarget.value)}
          />
        </Group>
      )}
      {kind === 'codes' && (
        <>
          <Select
            label="项目的哪一栏"
            allowDeselect={false}
            value={field}
            data={codedFields.map((each) => ({ value: each, label: project.fields[each].label }))}
            onChange={(value) => setField(codedFields.find((each) => each === value) ?? field)}
          />
          <Textarea
            label={`编码和名称${read.length === 0 ? '' : `（${read.length} 项）`}`}
            description="一行一项，从 Excel、WPS 里复制“编码、名称”两列粘贴；没有编码的只写名称"
            autosize
            minRows={5}
            maxRows={10}
            value={codes}
            onChange={(event) => setCodes(event.currentTarget.value)}
          />
        </>
      )}
      {kind === 'investmentToDate' && (
        <Select
          label="“截至完成投资”从何时算起"
          description="通知没有写明；下达后各区县的附件2、附件3、附件4都按它"
          allowDeselect={false}
          value={meaning}
          data={(['thisYear', 'sinceStart'] as const).map((each) => ({
            value: each,
            label: investmentMeaningLabels[each],
          }))}
          onChange={(value) => setMeaning(value === 'sinceStart' ? 'sinceStart' : 'thisYear')}
        />
      )}
      <Group grow align="flex-start">
        <TextInput
          label="依据文件"
          placeholder="云发改〔2026〕3号"
          maxLength={100}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <MultiSelect
          label="适用区县"
          placeholder={toOfficeIds.length === 0 ? '不选就是全部区县' : ''}
          data={districts.map((office) => ({ value: office.officeId, label: office.shortName }))}
          value={[...toOfficeIds]}
          onChange={setOffices}
          clearable
          searchable
        />
      </Group>
      <Textarea
        label="说明（可以不写）"
        autosize
        minRows={1}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

const placeholders = {
  weeklyDeadline: '省市重点项目周报',
  monthlyDeadline: '每月工作开展情况',
  dayDeadline: '年度总结',
  codes: '行业编码',
  investmentToDate: '附件2“截至完成投资”口径',
} as const;

function clockText(minute: number | null): string {
  if (minute === null) return '';
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minute of the day; null where none is typed, undefined where it is no clock time. */
function minuteOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const found = clockForm.exec(text.trim());
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2]);
}

function codesOf(text: string): { code: string; name: string }[] {
  return parseTabText(text).flatMap((row) => {
    const [first = '', second = ''] = row.map((cell) => cell.trim());
    if (first === '' && second === '') return [];
    return [
      second === '' ? { code: '', name: first.slice(0, 60) } : { code: first.slice(0, 40), name: second.slice(0, 60) },
    ];
  });
}
