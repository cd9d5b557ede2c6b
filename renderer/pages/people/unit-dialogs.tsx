import { NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { UnitRow } from '#shared/contract/people.ts';
import { unitKinds } from '#shared/domain/unit.ts';
import { unitKindLabels } from '#shared/text/labels.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

interface UnitDialogProps {
  readonly unit: UnitRow;
  readonly onClose: () => void;
}

/** null: a new unit. A changed name here is a correction of the spelling. */
export function UnitDialog({
  unit,
  onClose,
}: {
  readonly unit: UnitRow | null;
  readonly onClose: () => void;
}): ReactNode {
  const save = useCommand('units.save');
  const undo = useUndo(['units.save']);
  const [name, setName] = useState(unit?.name ?? '');
  const [shortName, setShortName] = useState(unit?.shortName ?? '');
  const [kind, setKind] = useState(unit?.kind ?? null);
  const [phone, setPhone] = useState(unit?.phone ?? '');
  const [headName, setHeadName] = useState(unit?.headName ?? '');
  const [sectorLeaderName, setSectorLeaderName] = useState(unit?.sectorLeaderName ?? '');
  const [contactName, setContactName] = useState(unit?.contactName ?? '');
  const [printOrder, setPrintOrder] = useState<number | null>(unit?.printOrder ?? null);

  async function submit(): Promise<void> {
    const made = await save.run({
      ...(unit === null ? {} : { id: unit.id }),
      changes: {
        ...(name.trim() === unit?.name ? {} : { name: name.trim() }),
        ...(kind === null ? {} : { kind }),
        shortName: orNull(shortName),
        phone: orNull(phone),
        headName: orNull(headName),
        sectorLeaderName: orNull(sectorLeaderName),
        contactName: orNull(contactName),
        printOrder,
      },
    });
    onClose();
    sayDone(`${name.trim()}已保存`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={unit === null ? '新增单位' : `修改${unit.name}`}
      submitLabel="保存"
      command={save}
      isReady={name.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="单位名称"
        {...(unit === null ? {} : { description: '这里只改错字；从某一天起换了名称的，请用“改名”' })}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          label="简称"
          maxLength={40}
          value={shortName}
          onChange={(event) => setShortName(event.currentTarget.value)}
        />
        <Select
          label="类别"
          placeholder="按名称判断"
          value={kind}
          data={unitKinds.map((each) => ({ value: each, label: unitKindLabels[each] }))}
          onChange={(value) => setKind(unitKinds.find((each) => each === value) ?? null)}
        />
        <PersonInput label="主要负责人" value={headName} onChange={setHeadName} />
        <PersonInput label="分管领导" value={sectorLeaderName} onChange={setSectorLeaderName} />
        <PersonInput label="联络员" value={contactName} onChange={setContactName} />
        <TextInput
          label="单位电话"
          maxLength={40}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <NumberInput
          label="排序"
          description="小的在前，用于通讯录"
          min={0}
          max={100_000}
          allowDecimal={false}
          value={printOrder ?? ''}
          onChange={(value) => setPrintOrder(typeof value === 'number' ? value : null)}
        />
      </SimpleGrid>
    </FormDialog>
  );
}

/** The same unit under another name from a day on. */
export function RenameUnitDialog({ unit, onClose }: UnitDialogProps): ReactNode {
  const { today } = useOffice();
  const rename = useCommand('units.rename');
  const undo = useUndo(['units.rename']);
  const [name, setName] = useState('');
  const [day, setDay] = useState<string>(today);
  const [document, setDocument] = useState('');

  async function submit(): Promise<void> {
    const made = await rename.run({ id: unit.id, name: name.trim(), day, document: orNull(document) });
    onClose();
    sayDone(`${unit.name}已改名为${name.trim()}`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={`${unit.name}改名`}
      submitLabel="改名"
      command={rename}
      isReady={name.trim() !== '' && name.trim() !== unit.name}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="新名称"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DayInput label="从哪一天起" precision="day" value={day} onSave={(next) => setDay(next ?? today)} />
      <TextInput
        label="依据文件（可不填）"
        maxLength={100}
        value={document}
        onChange={(event) => setDocument(event.currentTarget.value)}
      />
      <Text size="sm" c="var(--quiet)">
        它负责的 {unit.projects} 个项目不用改。以前日期的表仍印“{unit.name}”，导入旧表时也认得这个名称。
      </Text>
    </FormDialog>
  );
}

/** Dissolved without a successor. */
export function EndUnitDialog({ unit, onClose }: UnitDialogProps): ReactNode {
  const { today } = useOffice();
  const end = useCommand('units.end');
  const undo = useUndo(['units.end']);
  const [day, setDay] = useState<string>(today);
  const [document, setDocument] = useState('');

  async function submit(): Promise<void> {
    const made = await end.run({ id: unit.id, day, document: orNull(document) });
    onClose();
    sayDone(`${unit.name}已撤销`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={`撤销${unit.name}`}
      submitLabel="撤销单位"
      command={end}
      isReady
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        {unit.projects > 0
          ? `它还负责 ${unit.projects} 个项目，撤销后请到这些项目里另填责任单位。如果职责转到了别的单位，请取消，改用“合并单位”。`
          : '撤销后不再出现在选单里，历史和旧表上的名称都保留。'}
      </Text>
      <DayInput label="最后一天" precision="day" value={day} onSave={(next) => setDay(next ?? today)} />
      <TextInput
        label="依据文件（可不填）"
        maxLength={100}
        value={document}
        onChange={(event) => setDocument(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
