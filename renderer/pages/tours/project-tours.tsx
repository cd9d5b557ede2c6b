import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { TourOfProject } from '#shared/contract/tours.ts';
import { scoreText } from '#shared/rules/tours.ts';
import { tourStateLabels } from '#shared/text/inspection-labels.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

/** One line for each tour a project was proposed for; nothing where there was none. */
export function ProjectTours({ projectId }: { readonly projectId: string }): ReactNode {
  const tours = useQueryOf('tours.ofProject', { projectId });
  if (tours.error !== null) return <ErrorNotice problem={tours.error} onRetry={() => void tours.refetch()} />;
  return (tours.data?.rows ?? []).map((tour) => (
    <Text key={tour.tourId} size="sm" mb={4}>
      观摩：
      <Anchor component={Link} href={`/tours/${tour.tourId}`} size="sm">
        {tour.title}
      </Anchor>
      {`（${shownDay(tour.onDay)}）${outcome(tour)}`}
    </Text>
  ));
}

function outcome({ state, reason, stops, standing, remarks }: TourOfProject): string {
  const parts = [
    tourStateLabels[state],
    state === 'notChosen' ? reason : null,
    standing.place === null ? null : `平均${scoreText(standing.mean, 'two')}分，${stops}个项目中第${standing.place}名`,
    remarks === null ? null : `点评：${remarks}`,
  ];
  return `　${parts.filter((each) => each !== null).join('；')}`;
}
