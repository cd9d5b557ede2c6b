import { Alert, SegmentedControl, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ImportSheet } from '#shared/contract/ledger-imports.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import type { DraftHolder, SheetChoice } from './import-draft.ts';
import { isAnsweredHere } from './open-questions.tsx';
import { SheetColumns } from './sheet-columns.tsx';
import { SheetFacts } from './sheet-facts.tsx';
import { SheetRows } from './sheet-rows.tsx';
import { SheetTotals } from './sheet-totals.tsx';

interface SheetViewProps {
  readonly sheet: ImportSheet;
  readonly holder: DraftHolder;
  readonly onChoose: (changes: SheetChoice) => void;
}

type View = 'rows' | 'totals' | 'columns';

export function SheetView({ sheet, holder, onChoose }: SheetViewProps): ReactNode {
  const asksColumns = sheet.questions.some(
    (question) => question.code === 'columns' || question.code === 'name-column',
  );
  const [view, setView] = useState<View>(asksColumns && sheet.projects === 0 ? 'columns' : 'rows');
  const own = sheet.questions.filter((question) => !isAnsweredHere(question.code));
  const read = sheet.columns.filter((column) => column.field !== null).length;
  const disagreeing = sheet.printedTotals.filter((total) => !total.agrees).length;
  const choice = holder.draft.choices[sheet.name] ?? {};
  const views = (
    <SegmentedControl
      size="xs"
      aria-label="看什么"
      value={view}
      onChange={(value) => setView(value === 'totals' || value === 'columns' ? value : 'rows')}
      data={[
        { value: 'rows', label: `各行 ${sheet.rows.length.toLocaleString('zh-CN')}` },
        { value: 'totals', label: totalsLabel(sheet.printedTotals.length, disagreeing) },
        {
          value: 'columns',
          label: `栏目对应 ${read} / ${sheet.columns.length}${asksColumns ? '，有待确认' : ''}`,
        },
      ]}
    />
  );
  return (
    <>
      <SheetFacts sheet={sheet} choice={choice} onChoose={onChoose} />
      {own.length > 0 && (
        <Alert variant="light" color="orange" py={6} icon={<IconHelpCircle size={18} aria-hidden />}>
          {own.map((question) => (
            <Text key={question.code} size="sm" c="#4d2a00">
              {question.sentence}
            </Text>
          ))}
        </Alert>
      )}
      {!sheet.included ? (
        <EmptyState title="这张工作表不导入">
          {(sheet.reason ?? '您选择了不导入这张表').replace(/。$/, '')}
          。要导入它，请打开左上方的“导入这张表”，并写明表头在第几行到第几行。
        </EmptyState>
      ) : (
        <>
          {view !== 'rows' && <div>{views}</div>}
          {view === 'rows' && <SheetRows sheet={sheet} holder={holder} views={views} />}
          {view === 'totals' && <SheetTotals sheet={sheet} />}
          {view === 'columns' && <SheetColumns sheet={sheet} choice={choice} onChoose={onChoose} />}
        </>
      )}
    </>
  );
}

function totalsLabel(count: number, disagreeing: number): string {
  if (count === 0) return '合计核对：表上没有印合计';
  return disagreeing === 0 ? `合计核对：${count} 项一致 ✓` : `合计核对：${disagreeing} 项不一致`;
}
