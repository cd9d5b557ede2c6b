import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { AttendanceRow } from '#shared/contract/meetings.ts';
import { type AttendanceKind, attendanceKinds } from '#shared/domain/attendance.ts';
import { attendanceKindLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';

interface AttendanceProps {
  readonly id: string;
  readonly attendance: readonly AttendanceRow[];
  readonly isOpen: boolean;
}

interface Item {
  readonly personName: string;
  readonly kind: AttendanceKind;
  readonly standInName: string | null;
  readonly printedPost: string | null;
}

/** Who was present, listened or was excused, and who stood in; printed below the minutes in this order. */
export function AttendanceSection({ id, attendance, isOpen }: AttendanceProps): ReactNode {
  const form = useRef<HTMLFormElement | null>(null);
  const save = useCommand('meetings.saveAttendance');
  const [person, setPerson] = useState('');
  const [post, setPost] = useState('');
  const [kind, setKind] = useState<AttendanceKind>('present');
  const [standIn, setStandIn] = useState('');
  const items: Item[] = attendance.map(({ personName, kind: itsKind, standInName, printedPost }) => ({
    personName,
    kind: itsKind,
    standInName,
    printedPost,
  }));

  function saveAll(next: readonly Item[]): Promise<unknown> {
    return save.run({ id, items: [...next] });
  }
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (person.trim() === '') return;
    const one = { personName: person.trim(), kind, standInName: orNull(standIn), printedPost: orNull(post) };
    await saveAll([...items, one]);
    setPerson('');
    setPost('');
    setStandIn('');
    form.current?.querySelector('input')?.focus();
  }
  const counted = attendanceKinds.map(
    (each) => `${attendanceKindLabels[each]} ${items.filter((item) => item.kind === each).length}`,
  );

  return (
    <section className="meetings-section" aria-label="参会人员">
      <Text fw={600}>
        参会人员{' '}
        <Text span size="sm" c="var(--quiet)">
          {counted.join(' · ')}
        </Text>
      </Text>
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      {items.length > 0 && (
        <table className="meetings-table" style={{ maxWidth: 820 }}>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">职务</th>
              <th scope="col">参会情况</th>
              <th scope="col">代会人</th>
              {isOpen && <th scope="col">操作</th>}
            </tr>
          </thead>
          <tbody>
            {items.map((item, index) => (
              <tr key={item.personName}>
                <td>{item.personName}</td>
                <td>{item.printedPost}</td>
                <td>{attendanceKindLabels[item.kind]}</td>
                <td>{item.standInName}</td>
                {isOpen && (
                  <td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`删除${item.personName}`}
                      onClick={() => void saveAll(items.toSpliced(index, 1)).catch(shownElsewhere)}
                    >
                      删除
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isOpen && (
        <form ref={form} aria-label="加参会人员" onSubmit={(event) => void add(event).catch(shownElsewhere)}>
          <Group gap="xs" mt="xs" align="flex-end">
            <PersonInput label="姓名" size="xs" w={150} value={person} onChange={setPerson} />
            <TextInput
              label="职务"
              size="xs"
              w={220}
              maxLength={100}
              value={post}
              onChange={(event) => setPost(event.currentTarget.value)}
            />
            <Select
              label="参会情况"
              size="xs"
              w={110}
              allowDeselect={false}
              data={attendanceKinds.map((value) => ({ value, label: attendanceKindLabels[value] }))}
              value={kind}
              onChange={(value) => setKind(attendanceKinds.find((each) => each === value) ?? 'present')}
            />
            {kind === 'excused' && (
              <PersonInput label="代会人" size="xs" w={150} value={standIn} onChange={setStandIn} />
            )}
            <Button type="submit" size="xs" variant="default" disabled={person.trim() === ''} loading={save.isRunning}>
              加上
            </Button>
          </Group>
        </form>
      )}
    </section>
  );
}
