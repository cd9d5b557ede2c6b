import { Group, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { MeetingRow, MeetingTypeRow } from '#shared/contract/meetings.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';
import { useIsCentre, useOffice } from '../../office-context.ts';

/** What a new meeting starts with. */
export interface MeetingStart {
  readonly type: string | null;
  readonly onDay: string | null;
  /** With whom a consultation is to be. */
  readonly districtName?: string;
}

interface MeetingFormProps {
  readonly types: readonly MeetingTypeRow[];
  /** A new one: its type and day, as far as they are known. */
  readonly start?: MeetingStart;
  /** One that is changed. */
  readonly meeting?: MeetingRow;
  /** Where a new one is opened; the page of meetings when absent. */
  readonly opensAt?: '/meetings' | '/tours';
  readonly onClose: () => void;
}

const other = { value: 'other', label: '其他会议' };

/** Type, name, day, time, place and chair; a new one is opened at once. */
export function MeetingForm({ types, start, meeting, opensAt = '/meetings', onClose }: MeetingFormProps): ReactNode {
  const { today } = useOffice();
  const isCentre = useIsCentre();
  const [, goTo] = useLocation();
  const save = useCommand('meetings.save');
  const nameOf = (code: string | null) => types.find((each) => each.code === code)?.name ?? '';
  const [type, setType] = useState<string | null>(meeting?.type ?? start?.type ?? null);
  const [title, setTitle] = useState(meeting?.title ?? nameOf(start?.type ?? null));
  const [onDay, setDay] = useState<string | null>(meeting?.onDay ?? start?.onDay ?? today);
  const [time, setTime] = useState(meeting?.time ?? '');
  const [place, setPlace] = useState(meeting?.place ?? '');
  const [chairName, setChair] = useState(meeting?.chairName ?? '');
  const [chairPost, setPost] = useState(meeting?.chairPost ?? '');
  const [districtName, setDistrict] = useState(meeting?.districtName ?? start?.districtName ?? '');
  const [recorder, setRecorder] = useState(meeting?.recorder ?? '');

  function choose(code: string | null): void {
    const isUntouched = title === '' || title === nameOf(type);
    setType(code);
    if (isUntouched) setTitle(nameOf(code));
  }

  async function submit(): Promise<void> {
    if (type === null || onDay === null) return;
    const changes = {
      type,
      title: title.trim(),
      onDay,
      time: orNull(time),
      place: orNull(place),
      chairName: orNull(chairName),
      chairPost: orNull(chairPost),
      recorder: orNull(recorder),
      ...(isCentre ? { districtName: orNull(districtName) } : {}),
    };
    const made = await save.run({ ...(meeting === undefined ? {} : { id: meeting.id }), changes });
    onClose();
    if (meeting === undefined) goTo(`${opensAt}/${made.id}`);
  }

  return (
    <FormDialog
      title={meeting === undefined ? '安排会议' : '修改会议'}
      submitLabel={meeting === undefined ? '安排' : '保存'}
      command={save}
      isReady={type !== null && title.trim() !== '' && onDay !== null}
      onSubmit={submit}
      onClose={onClose}
      size={620}
    >
      <Select
        label="会议类别"
        data={[...types.map((each) => ({ value: each.code, label: each.name })), other]}
        value={type}
        onChange={choose}
      />
      <TextInput
        label="会议名称"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <DayInput label="会议日期" precision="day" value={onDay} onSave={setDay} />
        <TextInput
          label="时间"
          placeholder="上午9:00"
          maxLength={20}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </Group>
      <TextInput label="地点" maxLength={100} value={place} onChange={(event) => setPlace(event.currentTarget.value)} />
      {isCentre && (
        <TextInput
          label="会商县区"
          description="和哪个县（区）会商；不是会商的空着"
          maxLength={60}
          value={districtName}
          onChange={(event) => setDistrict(event.currentTarget.value)}
        />
      )}
      <Group grow align="flex-start">
        <PersonInput label="主持人" value={chairName} onChange={setChair} />
        <TextInput
          label="主持人职务"
          maxLength={60}
          value={chairPost}
          onChange={(event) => setPost(event.currentTarget.value)}
        />
        <TextInput
          label="记录人"
          maxLength={40}
          value={recorder}
          onChange={(event) => setRecorder(event.currentTarget.value)}
        />
      </Group>
    </FormDialog>
  );
}
