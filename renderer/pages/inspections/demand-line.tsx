import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';

type Demand = OutputOf<'inspectionRounds.list'>['demand'];
type Standing = OutputOf<'inspectionRounds.list'>['standing'];

/** What the notice in force asks for, and how far it is this month. */
export function DemandLine({ demand, standing }: { readonly demand: Demand; readonly standing?: Standing }): ReactNode {
  return (
    <Text size="sm" c="var(--quiet)" component="div">
      {demand.shown}（依据 {demand.source}）{standing !== undefined && <> {standingText(standing)}</>}
    </Text>
  );
}

function standingText({ projects, visitedThisMonth, plannedThisMonth, openThisMonth }: Standing): string {
  return `本月已到 ${visitedThisMonth}/${projects} 个，已安排 ${plannedThisMonth} 个，还没有安排 ${openThisMonth} 个。`;
}
