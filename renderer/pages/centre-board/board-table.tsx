import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Board, BoardCell, BoardKind, BoardRow } from '#shared/contract/reporting-items.ts';
import type { ReportingItemKind } from '#shared/domain/reporting-item.ts';
import { cellStateLabels, packageStateLabels } from '#shared/report/centre-board.ts';
import { dueText } from '#shared/report/reporting-reminder.ts';
import { reportingItemKindLabels } from '#shared/text/exchange-labels.ts';

interface BoardTableProps {
  readonly board: Board;
  readonly onOpen: (row: number, kind: ReportingItemKind | 'package') => void;
}

/** 16 groups × four kinds on one screen. Red only where the time is past and nothing is there. */
export function BoardTable({ board, onOpen }: BoardTableProps): ReactNode {
  return (
    <div className="board-box">
      <Table className="figures board-table" withTableBorder withColumnBorders highlightOnHover stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="board-number">序号</Table.Th>
            <Table.Th>工作组</Table.Th>
            <Table.Th>联系区县</Table.Th>
            <Table.Th>
              区县报送包
              <span className="board-under">{dueText(board.deadline)}前</span>
            </Table.Th>
            {board.kinds.map((kind) => (
              <Table.Th key={kind.kind} title={kind.name}>
                {reportingItemKindLabels[kind.kind]}
                <span className="board-under">{dueText(kind.dueAt)}前</span>
                <span className="board-under" title={kind.sections.join('、')}>
                  {shortSections(kind)}
                </span>
              </Table.Th>
            ))}
            <Table.Th title="没有了结的询问">询问</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {board.rows.map((row, index) => (
            <Table.Tr key={row.groupId ?? row.officeId ?? index}>
              <Table.Td className="board-number">{index + 1}</Table.Td>
              <Table.Td className="board-name">
                {row.groupId === null ? (
                  <span className="quiet">没有工作组联系</span>
                ) : (
                  <>
                    {row.groupName}
                    {row.leaderName !== null && <span className="board-leader">{row.leaderName}</span>}
                  </>
                )}
              </Table.Td>
              <Table.Td className="board-name">{row.districtName}</Table.Td>
              <Table.Td className="board-cell">
                <PackageButton row={row} onClick={() => onOpen(index, 'package')} />
              </Table.Td>
              {board.kinds.map((kind) => {
                const cell = row.cells.find((each) => each.kind === kind.kind);
                return (
                  <Table.Td key={kind.kind} className="board-cell">
                    {cell !== undefined && (
                      <CellButton
                        cell={cell}
                        kind={kind}
                        tone={board.minimumTone}
                        name={`${row.groupName}${reportingItemKindLabels[kind.kind]}`}
                        onClick={() => onOpen(index, kind.kind)}
                      />
                    )}
                  </Table.Td>
                );
              })}
              <Table.Td className="figure">
                {row.openQuestions === 0 ? (
                  ''
                ) : (
                  <Link href="/questions?show=open" title={`${row.districtName}有${row.openQuestions}件询问没有了结`}>
                    {row.openQuestions}
                  </Link>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The first, where there are several: 项目运行监测处等. */
function shortSections({ sections }: BoardKind): string {
  const [first = '', ...rest] = sections;
  return rest.length > 0 ? `${first}等` : first;
}

function PackageButton({ row, onClick }: { readonly row: BoardRow; readonly onClick: () => void }): ReactNode {
  const { state, notTaken } = row.districtPackage;
  const label = packageStateLabels[state];
  return (
    <button type="button" className="board-button" data-state={state} onClick={onClick}>
      <VisuallyHidden>{`${row.districtName}报送包：`}</VisuallyHidden>
      <span className="board-state">{label}</span>
      {notTaken > 0 && <span className="board-more">{notTaken}处未采纳</span>}
      {row.asked.length > 0 && <span className="board-more">已催</span>}
    </button>
  );
}

interface CellButtonProps {
  readonly cell: BoardCell;
  readonly kind: BoardKind;
  readonly tone: Board['minimumTone'];
  readonly name: string;
  readonly onClick: () => void;
}

function CellButton({ cell, kind, tone, name, onClick }: CellButtonProps): ReactNode {
  const label = `${cellStateLabels[cell.state]}${cell.filed > 0 ? ` ${cell.filed}` : ''}`;
  const minimum = kind.minimumPerMonth;
  return (
    <button type="button" className="board-button" data-state={cell.state} onClick={onClick}>
      <VisuallyHidden>{`${name}：`}</VisuallyHidden>
      <span className="board-state">{label}</span>
      {cell.drafts > 0 && <span className="board-more">草稿{cell.drafts}</span>}
      {cell.returned > 0 && cell.state !== 'returned' && <span className="board-more">退回{cell.returned}</span>}
      {minimum !== null && kind.rhythm === 'weekly' && (
        <span
          className="board-month"
          data-below={cell.isBelow || undefined}
          data-late={(cell.isBelow && tone === 'late') || undefined}
          title={`本月已报${cell.filedInMonth}条，每月不少于${minimum}条`}
        >
          月{cell.filedInMonth}
        </span>
      )}
    </button>
  );
}
