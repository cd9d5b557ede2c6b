/** 督导核查情况 by unit or street: how much was visited, how much agreed, what was put right. Sums only. */
import type { FindingRow, FindingStatisticsRow } from '../contract/inspection-findings.ts';
import type { Comparison } from './mismatches.ts';

interface ComparedSheet {
  readonly id: string;
  readonly projectId: string;
  readonly comparisons: readonly Pick<Comparison, 'verdict'>[];
}

const nobody = '未明确';

/** Most mismatches first; a project of several units counts for each of them. */
export function findingStatistics(
  sheets: readonly ComparedSheet[],
  findings: readonly Pick<FindingRow, 'kind' | 'sheetId' | 'severity' | 'handling' | 'corrected'>[],
  namesOf: (projectId: string) => readonly string[],
): FindingStatisticsRow[] {
  const bySheet = Map.groupBy(
    findings.filter((finding) => finding.kind === 'mismatch'),
    (finding) => finding.sheetId,
  );
  const pairs = sheets.flatMap((sheet) => {
    const names = namesOf(sheet.projectId);
    return (names.length === 0 ? [nobody] : names).map((name) => ({ name, sheet }));
  });
  return [...Map.groupBy(pairs, ({ name }) => name)]
    .map(([name, own]) => {
      const found = own.flatMap(({ sheet }) => bySheet.get(sheet.id) ?? []);
      const compared = own.flatMap(({ sheet }) =>
        sheet.comparisons.filter(({ verdict }) => verdict === 'agrees' || verdict === 'differs'),
      );
      const agreed = compared.filter(({ verdict }) => verdict === 'agrees').length;
      return {
        name,
        projects: new Set(own.map(({ sheet }) => sheet.projectId)).size,
        sheets: own.length,
        compared: compared.length,
        mismatches: found.length,
        serious: found.filter((finding) => finding.severity === 'serious').length,
        handled: found.filter((finding) => finding.handling !== null).length,
        corrected: found.filter((finding) => finding.corrected !== null).length,
        agreement: compared.length === 0 ? null : Math.round((agreed / compared.length) * 1000) / 10,
      };
    })
    .toSorted(
      (left, right) =>
        right.serious - left.serious || right.mismatches - left.mismatches || left.name.localeCompare(right.name, 'zh'),
    );
}
