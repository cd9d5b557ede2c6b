import { Anchor, Button, Group, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { RoundSheetRow } from '#shared/contract/inspection-rounds.ts';
import { inspectionRoundStateLabels } from '#shared/text/inspection-labels.ts';
import { call, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { OrderedRows } from '../../components/ordered-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { AddSheets } from './add-sheets.tsx';
import './inspections.css';
import { daysText } from './inspections-page.tsx';
import { RemoveSheets } from './remove-sheets.tsx';
import { CancelRound, EditRound } from './round-dialogs.tsx';
import { RoundPapers } from './round-papers.tsx';
import { SheetLine } from './sheet-line.tsx';

type Found = OutputOf<'inspectionRounds.get'>;

/** `#/inspections/<id>`: the sheets of one round in the order of the route. */
export function RoundPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const found = useQueryOf('inspectionRounds.get', { id });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  return <RoundView key={id} found={found.data} />;
}

type Dialog = 'edit' | 'add' | 'remove' | 'cancel';

function RoundView({ found }: { readonly found: Found }): ReactNode {
  const { row, sheets, missing } = found;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const reorder = useCommand('inspectionRounds.reorder');
  const close = useCommand('inspectionRounds.close');
  const undo = useUndo([
    'inspectionRounds.save',
    'inspectionRounds.addSheets',
    'inspectionRounds.removeSheets',
    'inspectionRounds.reorder',
    'inspectionRounds.close',
    'inspectionRounds.cancel',
  ]);
  const isOpen = row.isOurs && (row.state === 'planned' || row.state === 'printed');
  const chosen = sheets.filter((sheet) => ticked.has(sheet.id));
  const live = sheets.filter((sheet) => sheet.state !== 'void');

  async function order(sheetIds: readonly string[]): Promise<void> {
    await reorder.run({ roundId: row.id, sheetIds: [...sheetIds] });
  }

  async function orderByStreet(): Promise<void> {
    const ids = live.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
    const { projectIds } = await call('inspectionRounds.route', { projectIds: ids });
    const places = new Map(projectIds.map((id, index) => [id, index]));
    const placeOf = ({ projectId }: RoundSheetRow) => (projectId === null ? 9999 : (places.get(projectId) ?? 9999));
    await order(sheets.toSorted((left, right) => placeOf(left) - placeOf(right)).map((sheet) => sheet.id));
  }

  async function end(): Promise<void> {
    const { changeId } = await close.run({ id: row.id });
    sayDone('已结束这次督导', () => undo(changeId));
  }

  return (
    <>
      <PageHead
        title={row.name}
        about={
          <>
            <Anchor component={Link} href="/inspections" size="sm" underline="always">
              现场督导
            </Anchor>{' '}
            · {headText(row)}
            {row.selectionText !== null && <div>{row.selectionText}</div>}
            {row.note !== null && <div style={{ whiteSpace: 'pre-wrap' }}>{row.note}</div>}
          </>
        }
        actions={
          row.isOurs && (
            <>
              {isOpen && (
                <Button variant="default" onClick={() => setDialog('edit')}>
                  修改
                </Button>
              )}
              <RoundPapers row={row} ticked={chosen} isOpen={isOpen} />
              {isOpen && (
                <>
                  <Button variant="default" loading={close.isRunning} onClick={() => void end().catch(shownElsewhere)}>
                    结束督导
                  </Button>
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <Button variant="default" px={8} aria-label="更多">
                        <IconDots size={16} aria-hidden />
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item disabled={row.sheets.returned > 0} onClick={() => setDialog('cancel')}>
                        取消这次督导
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </>
              )}
            </>
          )
        }
      />
      <ErrorNotice problem={reorder.problem} onClose={reorder.reset} />
      <ErrorNotice problem={close.problem} onClose={close.reset} />
      <Group justify="space-between" mb="xs" gap="sm" wrap="nowrap" align="flex-end">
        <div>
          <Text size="sm">
            检查表 {live.length} 张：待印 {row.sheets.planned} · 已印 {row.sheets.printed} · 已录入{' '}
            {row.sheets.returned}
            {row.sheets.void === 0 ? '' : ` · 作废 ${row.sheets.void}`}
          </Text>
          {missing.map((sentence) => (
            <Text key={sentence} size="sm" className={row.isLate && sentence.includes('已过') ? 'late' : 'quiet'}>
              {sentence}
            </Text>
          ))}
        </div>
        {isOpen && (
          <Group gap="xs" wrap="nowrap">
            <Button size="compact-sm" variant="default" onClick={() => setDialog('add')}>
              加入项目
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={live.length < 2}
              onClick={() => void orderByStreet().catch(shownElsewhere)}
            >
              按镇街排线路
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={chosen.length === 0}
              onClick={() => setDialog('remove')}
            >
              去掉{chosen.length === 0 ? '' : ` ${chosen.length} 张`}
            </Button>
          </Group>
        )}
      </Group>
      <div className="inspections-route">
        <OrderedRows<RoundSheetRow>
          label="检查表"
          rows={sheets}
          rowKey={(sheet) => sheet.id}
          rowName={(sheet) => sheet.projectName ?? `空白表 ${sheet.shownNumber}`}
          isReadOnly={!isOpen || reorder.isRunning}
          onOrder={(rows) => void order(rows.map((sheet) => sheet.id)).catch(shownElsewhere)}
          render={(sheet) => (
            <SheetLine
              sheet={sheet}
              isTicked={ticked.has(sheet.id)}
              onTick={(isOn) => {
                const next = new Set(ticked);
                if (isOn) next.add(sheet.id);
                else next.delete(sheet.id);
                setTicked(next);
              }}
            />
          )}
        />
      </div>
      {dialog === 'edit' && <EditRound row={row} onClose={() => setDialog(null)} />}
      {dialog === 'add' && <AddSheets row={row} sheets={live} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && (
        <RemoveSheets
          row={row}
          sheets={chosen}
          onClose={() => setDialog(null)}
          onDone={() => {
            setTicked(new Set());
            setDialog(null);
          }}
        />
      )}
      {dialog === 'cancel' && <CancelRound row={row} onClose={() => setDialog(null)} />}
    </>
  );
}

function headText(row: Found['row']): string {
  return [
    row.number,
    daysText(row),
    row.templateName,
    row.inspectors === '' ? null : row.inspectors,
    row.groupName,
    inspectionRoundStateLabels[row.state],
    row.isOurs ? null : row.officeName,
    row.source === null ? null : `依据 ${row.source}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
