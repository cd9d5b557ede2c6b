/** The centre's own deadlines, codes and meanings, as they are in force for this office (exchange.md “Ownership”). */
import { type CentreRule, type CentreRuleKind, codeItem } from '#shared/domain/centre-rule.ts';
import type { Reading } from '../run.ts';

export interface StoredCentreRule extends CentreRule {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
}

interface Row extends Omit<StoredCentreRule, 'toOfficeIds' | 'codes' | 'isWithdrawn' | 'officeName'> {
  readonly toOfficeIds: string;
  readonly codes: string | null;
  readonly isWithdrawn: number | null;
  readonly officeName: string | null;
}

/** Newest first. */
export function storedCentreRules(reading: Reading): StoredCentreRule[] {
  return reading
    .select<Row>(
      `SELECT r.id, r.home_office AS homeOffice, o.short_name AS officeName, r.kind, r.name,
         r.to_office_ids AS toOfficeIds, r.weekday, r.day_of_month AS dayOfMonth, r.minute, r.due_on AS dueOn, r.field,
         r.codes, r.meaning, r.source, r.note, r.issued_on AS issuedOn, r.is_withdrawn AS isWithdrawn
       FROM centre_rules r LEFT JOIN offices o ON o.id = r.home_office
       WHERE r.is_deleted = 0 ORDER BY r.issued_on DESC, r.created_position DESC`,
    )
    .map((row) => ({
      ...row,
      officeName: row.officeName ?? '',
      toOfficeIds: JSON.parse(row.toOfficeIds) as string[],
      codes: codeItem.array().parse(JSON.parse(row.codes ?? '[]')),
      isWithdrawn: row.isWithdrawn === 1,
    }));
}

/** Of one kind, for this office; the centre itself goes by what it says to all. */
export function centreRulesInForce(reading: Reading, kind: CentreRuleKind): StoredCentreRule[] {
  const officeId = reading.selectFirst<{ id: string }>('SELECT office_id AS id FROM installation')?.id;
  return storedCentreRules(reading).filter(
    (rule) =>
      rule.kind === kind &&
      rule.isWithdrawn !== true &&
      (rule.toOfficeIds.length === 0 || rule.toOfficeIds.includes(officeId ?? '')),
  );
}
