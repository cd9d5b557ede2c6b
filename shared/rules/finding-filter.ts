import type { FindingRow, FindingShow } from '../contract/inspection-findings.ts';

/** Which findings each choice of 核查比对 shows, for host and page. Questions are never among the mismatches. */
export function findingFilter(show: FindingShow): (row: FindingRow) => boolean {
  return (row) => {
    switch (show) {
      case 'open':
        return row.state === 'open' && row.kind === 'mismatch';
      case 'serious':
        return row.state === 'open' && row.severity === 'serious';
      case 'questions':
        return row.state === 'open' && row.kind === 'question';
      case 'inHand':
      case 'settled':
        return row.state === show;
      case 'all':
        return true;
    }
  };
}
