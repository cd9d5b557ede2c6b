import { ActionIcon, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { TourStopRow } from '#shared/contract/tours.ts';
import { wanText } from '#shared/text/money.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowText } from '../../components/row-fields.tsx';

interface RouteProps {
  readonly tourId: string;
  /** In their order. */
  readonly stops: readonly TourStopRow[];
  readonly isOpen: boolean;
}

/** The stops in the order of the bus: moved by arrows, keys or the mouse. */
export function Route({ tourId, stops, isOpen }: RouteProps): ReactNode {
  const order = useCommand('tours.order');
  const save = useCommand('tours.saveStop');
  const [dragged, setDragged] = useState<string | null>(null);

  function moveTo(stopId: string, place: number): void {
    const ids = stops.map((stop) => stop.id);
    const from = ids.indexOf(stopId);
    if (from < 0 || place < 0 || place >= ids.length || place === from) return;
    ids.splice(from, 1);
    ids.splice(place, 0, stopId);
    void order.run({ id: tourId, stopIds: ids }).catch(shownElsewhere);
  }
  function onKeyDown(event: KeyboardEvent, stopId: string, place: number): void {
    if (!isOpen || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    moveTo(stopId, place + (event.key === 'ArrowUp' ? -1 : 1));
  }
  const saver = (stop: TourStopRow) => (changes: InputOf<'tours.saveStop'>['changes']) =>
    save.run({ stopId: stop.id, changes });

  return (
    <section className="meetings-section" aria-label="观摩线路">
      <Text fw={600}>观摩线路</Text>
      <ErrorNotice problem={order.problem} onClose={order.reset} />
      {stops.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          还没有入选的项目。在上面点“入选”，项目就排到线路的最后。
        </Text>
      ) : (
        <table className="meetings-table tours-table">
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">项目</th>
              <th scope="col">地点</th>
              <th scope="col" className="tours-right">
                总投资（万元）
              </th>
              <th scope="col">到达时间</th>
              <th scope="col">讲解人</th>
              <th scope="col">观摩内容</th>
              {isOpen && <th scope="col">顺序</th>}
            </tr>
          </thead>
          <tbody>
            {stops.map((stop, place) => (
              <tr
                key={stop.id}
                data-dragged={dragged === stop.id || undefined}
                onKeyDown={(event) => onKeyDown(event, stop.id, place)}
                onDragOver={(event) => dragged !== null && event.preventDefault()}
                onDrop={(event) => {
                  event.preventDefault();
                  if (dragged !== null) moveTo(dragged, place);
                  setDragged(null);
                }}
              >
                <td>{place + 1}</td>
                <td>
                  {stop.projectName}
                  {stop.progressText !== null && (
                    <Text size="xs" c="var(--quiet)" lineClamp={1}>
                      {stop.progressText}
                    </Text>
                  )}
                </td>
                <td>{stop.place ?? '—'}</td>
                <td className="tours-right">{stop.totalInvestment === null ? '—' : wanText(stop.totalInvestment)}</td>
                <td className="tours-time">
                  <RowText
                    label={`${stop.projectName}的到达时间`}
                    placeholder="9:30"
                    value={stop.arrivesAt}
                    isReadOnly={!isOpen}
                    onSave={(arrivesAt) => saver(stop)({ arrivesAt })}
                  />
                </td>
                <td className="tours-time">
                  <RowText
                    label={`${stop.projectName}的讲解人`}
                    value={stop.presenter}
                    isReadOnly={!isOpen}
                    onSave={(presenter) => saver(stop)({ presenter })}
                  />
                </td>
                <td className="tours-words">
                  <RowText
                    label={`${stop.projectName}的观摩内容`}
                    placeholder="空着时线路表印项目概况"
                    value={stop.talkingPoints}
                    isReadOnly={!isOpen}
                    onSave={(talkingPoints) => saver(stop)({ talkingPoints })}
                  />
                </td>
                {isOpen && (
                  <td>
                    <Group gap={2} wrap="nowrap">
                      <ActionIcon
                        variant="subtle"
                        aria-label={`上移：${stop.projectName}`}
                        disabled={place === 0}
                        onClick={() => moveTo(stop.id, place - 1)}
                      >
                        <IconArrowUp size={16} aria-hidden />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        aria-label={`下移：${stop.projectName}`}
                        disabled={place === stops.length - 1}
                        onClick={() => moveTo(stop.id, place + 1)}
                      >
                        <IconArrowDown size={16} aria-hidden />
                      </ActionIcon>
                      <span
                        className="tours-grip"
                        title="拖动排序"
                        draggable
                        onDragStart={(event) => {
                          event.dataTransfer.effectAllowed = 'move';
                          event.dataTransfer.setData('text/plain', stop.projectName);
                          setDragged(stop.id);
                        }}
                        onDragEnd={() => setDragged(null)}
                      >
                        <IconGripVertical size={16} aria-hidden />
                      </span>
                    </Group>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
