import { ActionIcon, Button, Group, MultiSelect, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { GroupRow } from '#shared/contract/groups.ts';
import { type GroupKind, groupKinds } from '#shared/domain/group.ts';
import { type GroupRole, groupRoles } from '#shared/domain/group-member.ts';
import { groupKindLabels, groupRoleLabels } from '#shared/text/labels.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput, UnitInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

interface Seat {
  readonly key: number;
  readonly personName: string;
  readonly role: GroupRole;
  readonly printedPost: string;
}

interface GroupDialogProps {
  /** null: a new one. */
  readonly group: GroupRow | null;
  readonly onClose: () => void;
}

/** The whole of a group: members in the order they are printed. */
export function GroupDialog({ group, onClose }: GroupDialogProps): ReactNode {
  const { office } = useOffice();
  const projects = useQueryOf('projects.list', { offices: [office.id] });
  const save = useCommand('groups.save');
  const undo = useUndo(['groups.save']);
  const nextKey = useRef(1000);
  const [name, setName] = useState(group?.name ?? '');
  const [kind, setKind] = useState<GroupKind>(group?.kind ?? 'promotionGroup');
  const [officeUnit, setOfficeUnit] = useState(group?.officeUnitName ?? '');
  const [director, setDirector] = useState(group?.officeDirectorName ?? '');
  const [leadUnit, setLeadUnit] = useState(group?.leadUnitName ?? '');
  const [district, setDistrict] = useState(group?.districtName ?? '');
  const [document, setDocument] = useState(group?.document ?? '');
  const [foundedOn, setFoundedOn] = useState(group?.foundedOn ?? null);
  const [dissolvedOn, setDissolvedOn] = useState(group?.dissolvedOn ?? null);
  const [projectIds, setProjectIds] = useState<string[]>(group?.projects.map((project) => project.id) ?? []);
  const [seats, setSeats] = useState<readonly Seat[]>(
    group === null
      ? [
          { key: 1, personName: '', role: 'leader', printedPost: '' },
          { key: 2, personName: '', role: 'member', printedPost: '' },
        ]
      : group.members
          .filter((member) => member.untilDay === null)
          .map((member, index) => ({
            key: index,
            personName: member.personName,
            role: member.role,
            printedPost: member.printedPost ?? '',
          })),
  );

  function change(key: number, changes: Partial<Seat>): void {
    setSeats(seats.map((seat) => (seat.key === key ? { ...seat, ...changes } : seat)));
  }
  function move(index: number, step: 1 | -1): void {
    const seat = seats[index];
    const to = index + step;
    if (seat === undefined || to < 0 || to >= seats.length) return;
    setSeats(seats.toSpliced(index, 1).toSpliced(to, 0, seat));
  }
  function add(): void {
    nextKey.current += 1;
    setSeats([...seats, { key: nextKey.current, personName: '', role: 'member', printedPost: '' }]);
  }

  async function submit(): Promise<void> {
    const members = seats
      .filter((seat) => seat.personName.trim() !== '')
      .map((seat) => ({ personName: seat.personName.trim(), role: seat.role, printedPost: orNull(seat.printedPost) }));
    const made = await save.run({
      ...(group === null ? {} : { id: group.id }),
      changes: {
        name: name.trim(),
        kind,
        officeUnitName: orNull(officeUnit),
        officeDirectorName: orNull(director),
        leadUnitName: orNull(leadUnit),
        districtName: orNull(district),
        document: orNull(document),
        foundedOn,
        dissolvedOn,
      },
      members,
      projectIds,
    });
    onClose();
    sayDone(`${name.trim()}已保存，${members.length} 人`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={group === null ? '新建小组' : '修改小组'}
      submitLabel="保存"
      command={save}
      isReady={name.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size={900}
    >
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          data-autofocus
          label="名称"
          placeholder="某某项目推进小组"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="类别"
          allowDeselect={false}
          value={kind}
          data={groupKinds.map((each) => ({ value: each, label: groupKindLabels[each] }))}
          onChange={(value) => setKind(groupKinds.find((each) => each === value) ?? kind)}
        />
        {kind === 'liaisonGroup' ? (
          <TextInput
            label="联系区县"
            maxLength={60}
            value={district}
            onChange={(event) => setDistrict(event.currentTarget.value)}
          />
        ) : (
          <UnitInput label="办公室设在" value={officeUnit} onChange={setOfficeUnit} />
        )}
        {kind === 'liaisonGroup' ? (
          <TextInput
            label="成立文件"
            maxLength={100}
            value={document}
            onChange={(event) => setDocument(event.currentTarget.value)}
          />
        ) : (
          <PersonInput label="办公室主任" value={director} onChange={setDirector} />
        )}
        {kind !== 'liaisonGroup' && (
          <>
            <UnitInput label="牵头单位" value={leadUnit} onChange={setLeadUnit} />
            <TextInput
              label="成立文件"
              placeholder="文号"
              maxLength={100}
              value={document}
              onChange={(event) => setDocument(event.currentTarget.value)}
            />
          </>
        )}
        <DayInput label="成立日期" precision="day" value={foundedOn} onSave={setFoundedOn} />
        <DayInput label="撤销日期" precision="day" value={dissolvedOn} onSave={setDissolvedOn} />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={600} mb={4}>
          成员（按文件的次序）
        </Text>
        {seats.map((seat, index) => (
          <Group key={seat.key} gap={6} wrap="nowrap" mb={4}>
            <Select
              size="xs"
              w={130}
              aria-label={`第${index + 1}人的角色`}
              allowDeselect={false}
              value={seat.role}
              data={groupRoles.map((role) => ({ value: role, label: groupRoleLabels[role] }))}
              onChange={(value) => change(seat.key, { role: groupRoles.find((role) => role === value) ?? seat.role })}
            />
            <PersonInput
              size="xs"
              w={150}
              aria-label={`第${index + 1}人的姓名`}
              placeholder="姓名"
              value={seat.personName}
              onChange={(personName) => change(seat.key, { personName })}
            />
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              aria-label={`第${index + 1}人的职务`}
              placeholder="文件所列单位和职务"
              maxLength={100}
              value={seat.printedPost}
              onChange={(event) => change(seat.key, { printedPost: event.currentTarget.value })}
            />
            <ActionIcon variant="subtle" aria-label={`第${index + 1}人上移`} onClick={() => move(index, -1)}>
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={`第${index + 1}人下移`} onClick={() => move(index, 1)}>
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={`去掉第${index + 1}人`}
              onClick={() => setSeats(seats.filter((each) => each.key !== seat.key))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          加一人
        </Button>
      </div>
      <MultiSelect
        label="负责的项目"
        placeholder={projectIds.length === 0 ? '输入名称查找' : ''}
        data={(projects.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))}
        value={projectIds}
        onChange={setProjectIds}
        searchable
        limit={30}
      />
    </FormDialog>
  );
}
