import type { CollectedRow } from '#shared/contract/collections.ts';

export const statusWords: Readonly<Record<CollectedRow['status'], string>> = {
  new: '新填',
  changed: '有改动',
  doubtful: '存疑',
  same: '相同',
  empty: '没有填',
  added: '新增',
  elsewhere: '不在库',
};

/** Why, in one line: the doubts, else what is worth knowing, else what changes. */
export function rowWords(row: CollectedRow): string {
  const locked =
    row.lockedChanges.length === 0
      ? []
      : [
          `改了锁定格：${row.lockedChanges.map(({ label, before, after }) => `${label} ${before ?? '空'} → ${after ?? '空'}`).join('；')}。`,
        ];
  if (row.reasons.length > 0) return [...row.reasons, ...locked].join('');
  const figure = row.differences.find(({ field }) => field === 'doneThisYear');
  const others = row.differences.filter(({ field }) => field !== 'doneThisYear').map(({ label }) => label);
  const changes = [
    ...(figure === undefined ? [] : [`${figure.label} ${figure.after ?? '空'}`]),
    ...(others.length === 0 ? [] : [others.join('、')]),
  ];
  return [...(changes.length === 0 ? [] : [`${changes.join('；')}。`]), ...row.notes, ...locked].join('');
}
