import { Autocomplete, SimpleGrid, TagsInput, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PersonRow } from '#shared/contract/people.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, UnitInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

const ranks = ['省部级', '厅局级正职', '厅局级副职', '县处级正职', '县处级副职', '乡科级正职', '乡科级副职', '科员'];

/** null: a new person. */
export function PersonDialog({
  person,
  onClose,
}: {
  readonly person: PersonRow | null;
  readonly onClose: () => void;
}): ReactNode {
  const save = useCommand('persons.save');
  const undo = useUndo(['persons.save']);
  const [name, setName] = useState(person?.name ?? '');
  const [unitName, setUnitName] = useState(person?.unitName ?? '');
  const [post, setPost] = useState(person?.post ?? '');
  const [rank, setRank] = useState(person?.rank ?? '');
  const [phone, setPhone] = useState(person?.phone ?? '');
  const [otherSpellings, setOtherSpellings] = useState<string[]>([...(person?.otherSpellings ?? [])]);

  async function submit(): Promise<void> {
    const made = await save.run({
      ...(person === null ? {} : { id: person.id }),
      changes: {
        name: name.trim(),
        unitName: orNull(unitName),
        post: orNull(post),
        rank: orNull(rank),
        phone: orNull(phone),
        otherSpellings,
      },
    });
    onClose();
    sayDone(`${name.trim()}已保存`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={person === null ? '新增人员' : `修改${person.name}`}
      submitLabel="保存"
      command={save}
      isReady={name.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          data-autofocus
          label="姓名"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="电话"
          maxLength={40}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <UnitInput label="单位" value={unitName} onChange={setUnitName} />
        <TextInput label="职务" maxLength={100} value={post} onChange={(event) => setPost(event.currentTarget.value)} />
        <Autocomplete label="职级" maxLength={40} data={ranks} value={rank} onChange={setRank} />
      </SimpleGrid>
      <TagsInput
        label="其他写法"
        description="台账里出现过的别的写法，导入时都读成这个人"
        data={[]}
        maxTags={50}
        acceptValueOnBlur
        value={otherSpellings}
        onChange={setOtherSpellings}
      />
    </FormDialog>
  );
}

/** A new post from a day on; the one before ends the day before and is kept. */
export function NewPostDialog({
  person,
  onClose,
}: {
  readonly person: PersonRow;
  readonly onClose: () => void;
}): ReactNode {
  const { today } = useOffice();
  const take = useCommand('persons.newPost');
  const undo = useUndo(['persons.newPost']);
  const [unitName, setUnitName] = useState(person.unitName ?? '');
  const [post, setPost] = useState('');
  const [rank, setRank] = useState(person.rank ?? '');
  const [fromDay, setFromDay] = useState<string>(today);

  async function submit(): Promise<void> {
    const made = await take.run({
      id: person.id,
      unitName: orNull(unitName),
      post: post.trim(),
      rank: orNull(rank),
      fromDay,
    });
    onClose();
    sayDone(`${person.name}任${post.trim()}`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={`${person.name}任新职`}
      submitLabel="保存"
      command={take}
      isReady={post.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <UnitInput label="单位" value={unitName} onChange={setUnitName} />
      <TextInput
        data-autofocus
        label="新职务"
        maxLength={100}
        value={post}
        onChange={(event) => setPost(event.currentTarget.value)}
      />
      <Autocomplete label="职级" maxLength={40} data={ranks} value={rank} onChange={setRank} />
      <DayInput label="任职日期" precision="day" value={fromDay} onSave={(next) => setFromDay(next ?? today)} />
      <Text size="sm" c="var(--quiet)">
        {person.post === null ? '' : `“${person.post}”到任职前一天为止，留在任职经历里。`}
        分包的项目不变；要换人请到“分包与专班”。
      </Text>
    </FormDialog>
  );
}
