/** A figure of a board and its rows in the ledger: one address both ways. */
import { type Board, type BoardFigure, type BoardKey, boardFigures, boardKeys } from '#shared/rules/issue-boards.ts';

export interface ChosenLine {
  readonly name: string;
  readonly ids: ReadonlySet<string>;
}

const figureWords: Readonly<Record<BoardFigure, string>> = { open: '', late: '，逾期', keySupervised: '，重点督办' };

export function figureAddress(board: BoardKey, line: string, figure: BoardFigure): string {
  return `/issues?${new URLSearchParams({ board, line, figure }).toString()}`;
}

/** null where none is asked for, or it is empty by now. */
export function askedLine(boards: readonly Board[], search: URLSearchParams): ChosenLine | null {
  const board = boards.find((each) => each.key === boardKeys.find((key) => key === search.get('board')));
  const line = board?.lines.find((each) => each.name === search.get('line'));
  if (board === undefined || line === undefined) return null;
  const figure = boardFigures.find((each) => each === search.get('figure')) ?? 'open';
  return { name: `${board.title}：${line.name}${figureWords[figure]}`, ids: new Set(line[figure]) };
}
