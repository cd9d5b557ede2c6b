import { Anchor, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RoundSheetRow } from '#shared/contract/inspection-rounds.ts';
import { inspectionSheetStateLabels, voidReasonLabels } from '#shared/text/inspection-labels.ts';

interface SheetLineProps {
  readonly sheet: RoundSheetRow;
  readonly isTicked: boolean;
  readonly onTick: (isOn: boolean) => void;
}

/** A sheet of a round in its place of the route. */
export function SheetLine({ sheet, isTicked, onTick }: SheetLineProps): ReactNode {
  const name = sheet.projectName ?? '空白表';
  return (
    <div className="inspections-sheet" data-void={sheet.state === 'void' || undefined}>
      <Checkbox
        size="xs"
        aria-label={`选${name} ${sheet.shownNumber}`}
        checked={isTicked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <span>{sheet.shownNumber}</span>
      <span>
        {sheet.projectId === null ? (
          name
        ) : (
          <Anchor component={Link} size="sm" href={`/projects/${sheet.projectId}`}>
            {name}
          </Anchor>
        )}
      </span>
      <span className="quiet">{sheet.street || sheet.responsibleUnits[0] || ''}</span>
      <span>{stateText(sheet)}</span>
      <span className="quiet">{detailText(sheet)}</span>
    </div>
  );
}

function stateText({ state, isBlank, projectId }: RoundSheetRow): string {
  return `${inspectionSheetStateLabels[state]}${isBlank && projectId !== null && state !== 'void' ? '（空白）' : ''}`;
}

function detailText(sheet: RoundSheetRow): string {
  if (sheet.state === 'void') return sheet.voidReason === null ? '' : voidReasonLabels[sheet.voidReason];
  if (sheet.state === 'returned') return `${sheet.inspectedOn ?? ''} ${sheet.inspectors ?? ''}`.trim();
  return sheet.plannedOn === null ? '' : `计划 ${sheet.plannedOn}`;
}
