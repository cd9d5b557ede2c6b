import { Anchor, Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { TourStopRow } from '#shared/contract/tours.ts';
import { tourProposerLabels, tourStateLabels } from '#shared/text/inspection-labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { orNull, UnitInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface ProposalsProps {
  readonly tourId: string;
  readonly stops: readonly TourStopRow[];
  readonly isOpen: boolean;
}

const tourActs = [
  'tours.propose',
  'tours.screen',
  'tours.saveStop',
  'tours.order',
  'tours.score',
  'tours.remove',
] as const;

/** Who put which project forward and why, and what the screening made of it. */
export function Proposals({ tourId, stops, isOpen }: ProposalsProps): ReactNode {
  const screen = useCommand('tours.screen');
  const remove = useCommand('tours.remove');
  const undo = useUndo(tourActs);
  const [leftOut, setLeftOut] = useState<TourStopRow | null>(null);

  async function takeOut(stop: TourStopRow): Promise<void> {
    const { changeId } = await remove.run({ stopIds: [stop.id] });
    sayDone(`已删除推荐：${stop.projectName}`, () => undo(changeId));
  }

  return (
    <section className="meetings-section" aria-label="推荐项目">
      <Text fw={600}>推荐和筛选</Text>
      <ErrorNotice problem={screen.problem} onClose={screen.reset} />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      {stops.length === 0 ? (
        <Text size="sm" c="var(--quiet)" my="xs">
          还没有推荐的项目。领导指定的、镇街推荐的，一个一个加进来，再筛选。
        </Text>
      ) : (
        <table className="meetings-table tours-table">
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">提出方式</th>
              <th scope="col">推荐单位</th>
              <th scope="col">理由</th>
              <th scope="col">筛选结果</th>
              {isOpen && <th scope="col">操作</th>}
            </tr>
          </thead>
          <tbody>
            {stops.map((stop) => (
              <tr key={stop.id}>
                <td>
                  <Anchor component={Link} href={`/projects/${stop.projectId}`} size="sm">
                    {stop.projectName}
                  </Anchor>
                </td>
                <td className="meetings-day">{stop.proposedBy === null ? '—' : tourProposerLabels[stop.proposedBy]}</td>
                <td>{stop.unitName ?? '—'}</td>
                <td>{stop.reason ?? '—'}</td>
                <td className={stop.state === 'proposed' ? 'meetings-open meetings-day' : 'meetings-day'}>
                  {tourStateLabels[stop.state]}
                </td>
                {isOpen && (
                  <td>
                    <Group gap={4} wrap="nowrap">
                      {stop.state !== 'chosen' && (
                        <Act
                          name="入选"
                          of={stop}
                          onClick={() => screen.run({ stopIds: [stop.id], state: 'chosen' })}
                        />
                      )}
                      {stop.state !== 'notChosen' && (
                        <Act name="未入选" of={stop} onClick={async () => setLeftOut(stop)} />
                      )}
                      {stop.state === 'proposed' && <Act name="删除" of={stop} onClick={() => takeOut(stop)} />}
                      {stop.state === 'notChosen' && (
                        <Act
                          name="重新筛选"
                          of={stop}
                          onClick={() => screen.run({ stopIds: [stop.id], state: 'proposed' })}
                        />
                      )}
                    </Group>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isOpen && <ProposalForm tourId={tourId} />}
      {leftOut !== null && <LeaveOut stop={leftOut} onClose={() => setLeftOut(null)} />}
    </section>
  );
}

interface ActProps {
  readonly name: string;
  readonly of: TourStopRow;
  readonly onClick: () => Promise<unknown>;
}

function Act({ name, of, onClick }: ActProps): ReactNode {
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`${name}：${of.projectName}`}
      onClick={() => void onClick().catch(shownElsewhere)}
    >
      {name}
    </Button>
  );
}

const proposers = [
  { value: 'unit', label: tourProposerLabels.unit },
  { value: 'leader', label: tourProposerLabels.leader },
];

function ProposalForm({ tourId }: { readonly tourId: string }): ReactNode {
  const propose = useCommand('tours.propose');
  const [projectId, setProject] = useState<string | null>(null);
  const [proposedBy, setProposer] = useState<'unit' | 'leader'>('unit');
  const [unitName, setUnit] = useState('');
  const [reason, setReason] = useState('');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (projectId === null) return;
    await propose.run({
      id: tourId,
      projectIds: [projectId],
      proposedBy,
      unitName: proposedBy === 'unit' ? orNull(unitName) : null,
      reason: orNull(reason),
    });
    // The next one of the same unit often follows.
    setProject(null);
    setReason('');
  }

  return (
    <form onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
      <ErrorNotice problem={propose.problem} onClose={propose.reset} />
      <Group gap="xs" mt="xs" align="flex-end">
        <ProjectSelect label="项目" size="xs" style={{ flex: '2 1 220px' }} value={projectId} onChange={setProject} />
        <NativeSelect
          label="提出方式"
          size="xs"
          data={proposers}
          value={proposedBy}
          onChange={(event) => setProposer(event.currentTarget.value === 'leader' ? 'leader' : 'unit')}
        />
        {proposedBy === 'unit' && (
          <UnitInput label="推荐单位" size="xs" style={{ flex: '1 1 140px' }} value={unitName} onChange={setUnit} />
        )}
        <TextInput
          label="理由"
          size="xs"
          style={{ flex: '2 1 200px' }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="light" disabled={projectId === null} loading={propose.isRunning}>
          加入推荐
        </Button>
      </Group>
    </form>
  );
}

function LeaveOut({ stop, onClose }: { readonly stop: TourStopRow; readonly onClose: () => void }): ReactNode {
  const screen = useCommand('tours.screen');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={`未入选：${stop.projectName}`}
      submitLabel="确定"
      command={screen}
      isReady
      onSubmit={async () => {
        await screen.run({ stopIds: [stop.id], state: 'notChosen', reason: orNull(reason) });
        onClose();
      }}
      onClose={onClose}
    >
      <Textarea
        label="未入选的理由"
        description="用来答复推荐单位"
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
