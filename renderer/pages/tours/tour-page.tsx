import { Anchor, Button, Menu, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { meetingStateLabels } from '#shared/text/labels.ts';
import { runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { Waiting } from '../../components/waiting.tsx';
import '../meetings/meetings.css';
import { Proposals } from './proposals.tsx';
import { Route } from './route.tsx';
import { Scores } from './scores.tsx';
import './tours.css';

/** `#/tours/<id>`: proposals, route and marks of one tour, from the top down. */
export function TourPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const found = useQueryOf('tours.get', { id });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  return <TourView key={id} tour={found.data} />;
}

type Paper = Pick<InputOf<'tours.paper'>, 'paper' | 'pageSize'> & { readonly name: string };
const papers: readonly Paper[] = [
  { name: '推荐筛选表', paper: 'proposals' },
  { name: '线路表（A4）', paper: 'route', pageSize: 'A4' },
  { name: '线路表（A3）', paper: 'route', pageSize: 'A3' },
  { name: '评委评分表（空白）', paper: 'scoreSheet' },
  { name: '评分结果', paper: 'results' },
];

function TourView({ tour }: { readonly tour: OutputOf<'tours.get'> }): ReactNode {
  const { row, stops, source } = tour;
  const act = useCommand('meetings.act');
  const [shown, setShown] = useState<Paper | null>(null);
  const isOpen = row.isOurs && row.state !== 'issued' && row.state !== 'cancelled';
  const wasHeld = row.state !== 'planned' && row.state !== 'cancelled';
  const route = stops.filter((stop) => stop.state === 'chosen');
  return (
    <>
      <PageHead
        title={row.title}
        about={
          <>
            <Anchor component={Link} href="/tours" size="sm" underline="always">
              项目观摩
            </Anchor>
            {` · ${[shownDay(row.onDay), row.time, row.place, meetingStateLabels[row.state]].filter((each) => each !== null).join(' · ')} · 依据 ${source}`}
          </>
        }
        actions={
          <>
            <Button component={Link} href={`/meetings/${row.id}`} variant="default">
              议程和纪要
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />}>
                  打印
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {papers.map((paper) => (
                  <Menu.Item key={paper.name} onClick={() => setShown(paper)}>
                    {paper.name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            {isOpen && row.state === 'planned' && (
              <Button
                loading={act.isRunning}
                onClick={() => void act.run({ id: row.id, act: { kind: 'hold' } }).catch(shownElsewhere)}
              >
                已观摩
              </Button>
            )}
          </>
        }
      />
      <ErrorNotice problem={act.problem} onClose={act.reset} />
      <Proposals tourId={row.id} stops={stops} isOpen={isOpen} />
      <Route tourId={row.id} stops={route} isOpen={isOpen} />
      {wasHeld ? (
        <Scores tour={tour} stops={route} isOpen={isOpen} />
      ) : (
        row.state === 'planned' && (
          <section className="meetings-section" aria-label="评分">
            <Text fw={600}>评分</Text>
            <Text size="sm" c="var(--quiet)">
              观摩以后点“已观摩”，在这里录入评委评分。空白评分表在“打印”里。
            </Text>
          </section>
        )
      )}
      {shown !== null && (
        <PaperDialog
          title={shown.name}
          about={row.title}
          paperKey={['tours.paper', row.id, shown.name]}
          make={(options) => runJob('tours.paper', { ...wanted(row.id, shown), format: 'pdf' }, options)}
          makeWorkbook={() => runJob('tours.paper', { ...wanted(row.id, shown), format: 'xlsx' })}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function wanted(id: string, { paper, pageSize }: Paper): Pick<InputOf<'tours.paper'>, 'id' | 'paper' | 'pageSize'> {
  return { id, paper, ...(pageSize === undefined ? {} : { pageSize }) };
}
