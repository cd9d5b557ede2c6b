/** Checklists of offices as stored. The built-in ones are shared/inspection/built-in.ts. */
import { type InspectionItem, inspectionItem } from '#shared/domain/inspection-template.ts';
import type { Reading } from '../run.ts';

export interface StoredTemplate {
  readonly id: string;
  readonly homeOffice: string;
  readonly name: string;
  readonly purpose: string | null;
  readonly source: string | null;
  readonly items: readonly InspectionItem[];
  readonly basedOn: string | null;
  readonly version: number | null;
  readonly isWithdrawn: boolean;
}

/** An office's own, those in use first, in the order they were made. */
export function storedTemplates(reading: Reading, officeId: string): StoredTemplate[] {
  return reading
    .select<Row>(`${selectTemplates} AND home_office = ? ORDER BY is_withdrawn = 1, created_position`, officeId)
    .map(shown);
}

export function storedTemplate(reading: Reading, id: string): StoredTemplate | undefined {
  return reading.select<Row>(`${selectTemplates} AND id = ?`, id).map(shown)[0];
}

/** How many rounds of an office were made with each template. */
export function roundsByTemplate(reading: Reading, officeId: string): ReadonlyMap<string, number> {
  return new Map(
    reading
      .select<{ templateId: string; rounds: number }>(
        `SELECT template_id AS templateId, count(*) AS rounds FROM inspection_rounds
         WHERE is_deleted = 0 AND home_office = ? GROUP BY template_id`,
        officeId,
      )
      .map((row) => [row.templateId, row.rounds]),
  );
}

type Row = Omit<StoredTemplate, 'items' | 'isWithdrawn'> & {
  readonly items: string;
  readonly isWithdrawn: number | null;
};

const selectTemplates = `SELECT id, home_office AS homeOffice, name, purpose, source, coalesce(items, '[]') AS items,
  based_on AS basedOn, version, is_withdrawn AS isWithdrawn FROM inspection_templates WHERE is_deleted = 0`;

function shown({ items, isWithdrawn, ...row }: Row): StoredTemplate {
  return { ...row, items: inspectionItem.array().parse(JSON.parse(items)), isWithdrawn: isWithdrawn === 1 };
}
