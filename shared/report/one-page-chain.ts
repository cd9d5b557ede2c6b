/**
 * The chain of proof stands on one A4 page, however long it has become: what is routine is told in one line, then files, then
 * the middle, the oldest first; the origin, the closing and what came last stay. On screen nothing is left out.
 */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import { issueEntryKindLabels, taskEntryKindLabels } from '../text/labels.ts';

type Link = OutputOf<'tasks.get'>['chain'][number];

/** Characters a line of each column holds. */
const perLine = { what: 4, body: 21, byWhom: 4, file: 6 } as const;
/** Millimetres: of a line, of what stands above and below it in its cell, of the page without its title, heads and seal. */
const lineHeight = 5.3;
const rowPadding = 2.3;
const pageHeight = 204;
/** Rows of the table above the list. */
const headRows = 5;
/** Characters of a line that stays. */
const mostOfBody = 100;

const routine: ReadonlySet<string> = new Set([
  taskEntryKindLabels.progress,
  taskEntryKindLabels.reminder,
  taskEntryKindLabels.accept,
  `问题${issueEntryKindLabels.progress}`,
]);
const files: ReadonlySet<string> = new Set(['佐证材料', '现场照片', '来源材料']);

/** `headLines`: of the table above the list. */
export function onOnePage(chain: readonly Link[], headLines: number): readonly Link[] {
  const room = pageHeight - headLines * lineHeight - headRows * rowPadding;
  const sum = (links: readonly Link[]) => links.reduce((total, link) => total + heightOf(linesOf(link)), 0);
  if (sum(chain) <= room) return chain;
  const last = chain.length - 1;
  const kept = chain.map((link, index) => ({ link: clipped(link), index }));
  const left: Link[] = [];
  const fits = () =>
    sum(kept.map(({ link }) => link)) + (left.length === 0 ? 0 : heightOf(linesOf(restOf(left)))) <= room;
  for (const weight of [0, 1, 2]) {
    for (let at = 1; at < kept.length && !fits(); ) {
      const each = kept[at];
      const isLeft = each !== undefined && each.index < last - 1 && weightOf(each.link) <= weight;
      if (!isLeft) at += 1;
      else left.push(...kept.splice(at, 1).map(({ link }) => link));
    }
  }
  if (left.length === 0) return kept.map(({ link }) => link);
  const [first, ...others] = kept.map(({ link }) => link);
  return first === undefined ? [] : [first, restOf(left), ...others];
}

function weightOf({ what }: Link): number {
  return routine.has(what) ? 0 : files.has(what) ? 1 : 2;
}

function restOf(left: readonly Link[]): Link {
  const days = left.map((link) => link.onDay).toSorted();
  const counts = [...Map.groupBy(left, (link) => link.what)].map(([what, links]) => `${what}${links.length}条`);
  return {
    onDay: days[0] ?? '',
    what: '其间',
    body: `至${shownDay(days.at(-1) ?? '')}，另有${counts.join('、')}，在督办台账里。`,
    byWhom: null,
    attachment: null,
  };
}

function clipped(link: Link): Link {
  const signs = [...link.body];
  return signs.length <= mostOfBody ? link : { ...link, body: `${signs.slice(0, mostOfBody - 1).join('')}…` };
}

function heightOf(lines: number): number {
  return lines * lineHeight + rowPadding;
}

function linesOf({ what, body, byWhom, attachment }: Link): number {
  const lines = (text: string, width: number) => Math.ceil([...text].length / width);
  const ofBody = body.split('\n').reduce((total, line) => total + Math.max(1, lines(line, perLine.body)), 0);
  return Math.max(
    1,
    ofBody,
    lines(what, perLine.what),
    lines(byWhom ?? '', perLine.byWhom),
    lines(attachment?.name ?? '', perLine.file),
  );
}
