import type { OutputOf } from '#shared/contract/index.ts';

export type PackRow = OutputOf<'rulePacks.list'>['rows'][number];
/** What saving a version answers. */
export type Saved = OutputOf<'rulePacks.save'>;
type Named = Pick<PackRow, 'name' | 'version' | 'isBuiltIn'>;

/** As one version is told from another. */
export function packTitle({ name, version, isBuiltIn }: Named): string {
  return isBuiltIn ? name : `${name}（本单位第${version}版）`;
}

/** 2026-11-01起施行，2026-12-31失效; empty where no day is set. */
export function validityWords({ validFrom, validUntil }: Pick<PackRow, 'validFrom' | 'validUntil'>): string {
  const parts = [
    ...(validFrom === null ? [] : [`${validFrom}起施行`]),
    ...(validUntil === null ? [] : [`${validUntil}失效`]),
  ];
  return parts.join('，');
}

export const standingWords = { valid: null, notYet: '尚未施行', ended: '已失效' } as const;
