import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TourStopRow } from '#shared/contract/tours.ts';
import { parseScore, scoreText } from '#shared/rules/tours.ts';
import { sentenceOf, useCommand } from '../../client.ts';
import { RowText } from '../../components/row-fields.tsx';

interface ScoresProps {
  readonly tour: OutputOf<'tours.get'>;
  readonly stops: readonly TourStopRow[];
  readonly isOpen: boolean;
}

/** One column a judge, one row a stop; mean and place follow from what is typed. */
export function Scores({ tour, stops, isOpen }: ScoresProps): ReactNode {
  const save = useCommand('tours.saveStop');
  const [added, setAdded] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const table = useRef<HTMLTableElement | null>(null);
  const judges = [...tour.judges, ...added.filter((each) => !tour.judges.includes(each))];

  function addJudge(event: FormEvent): void {
    event.preventDefault();
    const judge = name.trim();
    if (judge === '' || judges.includes(judge)) return;
    setAdded([...added, judge]);
    setName('');
  }
  /** Enter goes down the column, from its end to the head of the next one. */
  function goOn(event: KeyboardEvent<HTMLTableElement>): void {
    const at = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined;
    if (event.key !== 'Enter' || at === undefined || event.nativeEvent.isComposing) return;
    const [column = 0, row = 0] = at.split('-').map(Number);
    const next = row + 1 < stops.length ? `${column}-${row + 1}` : `${column + 1}-0`;
    const found = table.current?.querySelector<HTMLInputElement>(`[data-cell="${next}"]`);
    // Leaving a cell saves it.
    if (found) found.focus();
    else if (event.target instanceof HTMLElement) event.target.blur();
  }

  return (
    <section className="meetings-section" aria-label="评分">
      <Group justify="space-between">
        <Text fw={600}>评分</Text>
        <Text size="sm" c="var(--quiet)">
          {tour.scoring.shown}（{tour.scoring.source}）
        </Text>
      </Group>
      {stops.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          线路上还没有项目。
        </Text>
      ) : (
        <div className="tours-scroll">
          <table className="meetings-table tours-table" ref={table} onKeyDown={goOn}>
            <thead>
              <tr>
                <th scope="col">项目</th>
                {judges.map((judge) => (
                  <th key={judge} scope="col">
                    {judge}
                  </th>
                ))}
                <th scope="col" className="tours-right">
                  平均分
                </th>
                <th scope="col" className="tours-right">
                  名次
                </th>
                <th scope="col">点评</th>
              </tr>
            </thead>
            <tbody>
              {stops.map((stop, row) => (
                <tr key={stop.id}>
                  <td>{stop.projectName}</td>
                  {judges.map((judge, column) => (
                    <td key={judge} className="tours-score">
                      <ScoreCell
                        tourId={tour.row.id}
                        stop={stop}
                        judge={judge}
                        place={`${column}-${row}`}
                        isReadOnly={!isOpen}
                      />
                    </td>
                  ))}
                  <td className="tours-right">{scoreText(stop.standing.mean, 'two') || '—'}</td>
                  <td className="tours-right">{stop.standing.place ?? '—'}</td>
                  <td className="tours-words">
                    <RowText
                      label={`${stop.projectName}的点评`}
                      value={stop.remarks}
                      isReadOnly={!isOpen}
                      onSave={(remarks) => save.run({ stopId: stop.id, changes: { remarks } })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {tour.uneven.map(({ judge, without }) => (
        <Text key={judge} size="sm" className="meetings-open">
          {judge}还没有给{without.join('、')}打分，平均分会受影响。
        </Text>
      ))}
      {isOpen && stops.length > 0 && (
        <form onSubmit={addJudge}>
          <Group gap="xs" mt="xs">
            <TextInput
              aria-label="评委姓名"
              placeholder="评委姓名或序号，按 Enter 加一列"
              size="xs"
              w={260}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" variant="light" disabled={name.trim() === ''}>
              加评委
            </Button>
          </Group>
        </form>
      )}
    </section>
  );
}

interface ScoreCellProps {
  readonly tourId: string;
  readonly stop: TourStopRow;
  readonly judge: string;
  /** Column and row, for Enter. */
  readonly place: string;
  readonly isReadOnly: boolean;
}

function ScoreCell({ tourId, stop, judge, place, isReadOnly }: ScoreCellProps): ReactNode {
  const score = useCommand('tours.score');
  const [typed, setTyped] = useState<string | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const stored = scoreText(stop.scores.find((each) => each.judge === judge)?.hundredths ?? null);

  async function finish(): Promise<void> {
    if (typed === null) return;
    const text = typed.trim();
    const hundredths = text === '' ? null : parseScore(text);
    if (text !== '' && hundredths === null) return setUnread(`“${text}”不是评分，请填0至100，最多两位小数`);
    try {
      if (text !== stored) await score.run({ id: tourId, judge, scores: [{ stopId: stop.id, hundredths }] });
      setTyped(null);
      setUnread(null);
    } catch (error) {
      setUnread(sentenceOf(error));
    }
  }

  if (isReadOnly) return stored;
  return (
    <TextInput
      aria-label={`${judge}给${stop.projectName}的评分`}
      size="xs"
      inputMode="decimal"
      data-cell={place}
      value={typed ?? stored}
      error={unread}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void finish()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setTyped(null);
          setUnread(null);
        }
      }}
    />
  );
}
