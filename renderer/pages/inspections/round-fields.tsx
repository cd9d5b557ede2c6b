/** Name, template, days and people of a round: the same fields when it is made and when it is changed. */
import { Group, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { InspectionRoundRow } from '#shared/contract/inspection-rounds.ts';
import { useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { orNull } from '../../components/register-inputs.tsx';

export interface RoundDraft {
  readonly name: string;
  readonly templateId: string | null;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly inspectorIds: readonly string[];
  readonly otherInspectors: string;
  readonly groupId: string | null;
  readonly source: string;
  readonly note: string;
}

export function emptyDraft(today: string, source: string): RoundDraft {
  return {
    name: '',
    templateId: null,
    fromDay: today,
    untilDay: today,
    inspectorIds: [],
    otherInspectors: '',
    groupId: null,
    source,
    note: '',
  };
}

export function draftOf(row: InspectionRoundRow): RoundDraft {
  const { name, templateId, fromDay, untilDay, inspectorIds, groupId } = row;
  const texts = { otherInspectors: row.otherInspectors ?? '', source: row.source ?? '', note: row.note ?? '' };
  return { name, templateId, fromDay, untilDay, inspectorIds, groupId, ...texts };
}

export function changesOf(draft: RoundDraft): InputOf<'inspectionRounds.save'>['changes'] {
  return {
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
    ...(draft.templateId === null ? {} : { templateId: draft.templateId }),
    fromDay: draft.fromDay,
    untilDay: draft.untilDay,
    inspectorIds: [...draft.inspectorIds],
    otherInspectors: orNull(draft.otherInspectors),
    groupId: draft.groupId,
    source: orNull(draft.source),
    note: orNull(draft.note),
  };
}

interface RoundFieldsProps {
  readonly draft: RoundDraft;
  readonly onChange: (draft: RoundDraft) => void;
}

export function RoundFields({ draft, onChange }: RoundFieldsProps): ReactNode {
  const templates = useQueryOf('inspectionTemplates.list', {});
  const persons = useQueryOf('persons.list', {});
  const groups = useQueryOf('groups.list', {});
  const set = (changes: Partial<RoundDraft>) => onChange({ ...draft, ...changes });
  const usable = (templates.data?.rows ?? []).filter((row) => !row.isWithdrawn || row.id === draft.templateId);
  const template = usable.find((row) => row.id === draft.templateId);
  const people = (persons.data?.rows ?? []).filter((row) => row.mayEdit || draft.inspectorIds.includes(row.id));
  const words = new Map(people.map((row) => [row.id, `${row.name} ${row.pinyin} ${row.initials}`.toLowerCase()]));
  const ours = (groups.data?.rows ?? []).filter((row) => row.mayEdit && row.dissolvedOn === null);

  function takeGroup(groupId: string | null): void {
    const members = ours.find((row) => row.id === groupId)?.members.filter((each) => each.untilDay === null) ?? [];
    const known = members.map((member) => member.personId).filter((id) => words.has(id));
    set({ groupId, inspectorIds: [...new Set([...draft.inspectorIds, ...known])] });
  }

  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label="督导名称"
          placeholder="空着时按年月和模板名称"
          maxLength={100}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label="检查表模板"
          placeholder="选一个"
          searchable
          nothingFoundMessage="没有这个模板"
          description={template?.purpose ?? undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={usable.map((row) => ({ value: row.id, label: `${row.name}（${row.itemCount}项）` }))}
          value={draft.templateId}
          onChange={(templateId) => set({ templateId })}
        />
      </Group>
      <Group grow align="flex-start">
        <DayInput
          label="开始日期"
          precision="day"
          value={draft.fromDay}
          onSave={(day) => day !== null && set({ fromDay: day, untilDay: draft.untilDay < day ? day : draft.untilDay })}
        />
        <DayInput
          label="结束日期"
          precision="day"
          value={draft.untilDay}
          onSave={(day) => day !== null && set({ untilDay: day })}
        />
        <Select
          label="工作组（可不选）"
          placeholder="选了组，组里的人一起带入"
          clearable
          searchable
          nothingFoundMessage="没有这个组"
          data={ours.map((row) => ({ value: row.id, label: row.name }))}
          value={draft.groupId}
          onChange={takeGroup}
        />
      </Group>
      <Group grow align="flex-start">
        <MultiSelect
          label="督导人员"
          placeholder={draft.inspectorIds.length === 0 ? '输入姓名、拼音或首字母，可以选多个' : ''}
          searchable
          limit={50}
          hidePickedOptions
          nothingFoundMessage="没有这个人，可以写在“其他人员”里"
          filter={({ options, search }) => {
            const wanted = search.trim().toLowerCase();
            return options.filter((option) => 'value' in option && (words.get(option.value) ?? '').includes(wanted));
          }}
          data={people.map((row) => ({
            value: row.id,
            label: row.unitName === null ? row.name : `${row.name}（${row.unitName}）`,
          }))}
          value={[...draft.inspectorIds]}
          onChange={(inspectorIds) => set({ inspectorIds })}
        />
        <TextInput
          label="其他人员"
          placeholder="没有登记的人员、车辆"
          maxLength={200}
          value={draft.otherInspectors}
          onChange={(event) => set({ otherInspectors: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label="依据"
          placeholder="适用文件没有规定的可以空着"
          maxLength={100}
          value={draft.source}
          onChange={(event) => set({ source: event.currentTarget.value })}
        />
        <Textarea
          label="备注"
          autosize
          minRows={1}
          maxLength={1000}
          value={draft.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
      </Group>
    </>
  );
}
