/** Names pasted from a document, read as projects of the ledger. A likeness is offered, never taken. */
import { plainName, similarity } from './duplicates.ts';
import { tidyCode } from './project-code.ts';

export interface NamedProject {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly code: string | null;
}

export type MatchKind = 'name' | 'code' | 'formerName' | 'plainName' | 'none';

export interface NameMatch {
  /** As pasted, without its number. */
  readonly text: string;
  readonly kind: MatchKind;
  readonly projectId: string | null;
  /** Projects that may be meant where none is certain, the likeliest first. */
  readonly candidates: readonly string[];
}

const leastLikeness = 0.5;
const mostCandidates = 3;

/** One answer for each line that says something; the same line twice is answered once. */
export function matchNames(lines: readonly string[], projects: readonly NamedProject[]): readonly NameMatch[] {
  const byName = indexBy(projects, (project) => [squashed(project.name)]);
  const byFormer = indexBy(projects, (project) => project.formerNames.map(squashed));
  const byPlain = indexBy(projects, (project) => [plainName(project.name)]);
  const byCode = indexBy(projects, ({ code }) => (code === null ? [] : [tidyCode(code) ?? code]));
  const plain = projects.map((project) => ({ id: project.id, name: plainName(project.name) }));
  const texts = new Set(lines.map(withoutNumber).filter((text) => text !== ''));
  return [...texts].map((text): NameMatch => {
    const found = (kind: MatchKind, ids: readonly string[] | undefined): NameMatch | null =>
      ids?.length === 1 ? { text, kind, projectId: ids[0] ?? null, candidates: [] } : null;
    const sure =
      found('name', byName.get(squashed(text))) ??
      found('code', byCode.get(tidyCode(text) ?? text)) ??
      found('formerName', byFormer.get(squashed(text))) ??
      found('plainName', byPlain.get(plainName(text)));
    return sure ?? { text, kind: 'none', projectId: null, candidates: likely(text, plain) };
  });
}

/** “1、青石大桥”, “（二）青石大桥”, “3. 青石大桥” → 青石大桥. */
export function withoutNumber(line: string): string {
  return line
    .trim()
    .replace(/^(?:[(（]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)）、.．]\s*)/, '')
    .replace(/[;；。]$/, '')
    .trim();
}

function likely(text: string, projects: readonly { readonly id: string; readonly name: string }[]): string[] {
  const wanted = plainName(text);
  return projects
    .map(({ id, name }) => ({ id, share: similarity(wanted, name) }))
    .filter(({ share }) => share >= leastLikeness)
    .toSorted((left, right) => right.share - left.share)
    .slice(0, mostCandidates)
    .map(({ id }) => id);
}

function squashed(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

function indexBy(
  projects: readonly NamedProject[],
  keysOf: (project: NamedProject) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const project of projects) {
    for (const key of new Set(keysOf(project))) {
      const ids = index.get(key);
      if (ids === undefined) index.set(key, [project.id]);
      else ids.push(project.id);
    }
  }
  return index;
}
