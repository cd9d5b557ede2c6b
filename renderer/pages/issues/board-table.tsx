import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Board } from '#shared/rules/issue-boards.ts';
import { figureAddress } from './board-words.ts';

interface BoardTableProps {
  /** `rest`: the line that stands for those left out. */
  readonly board: Board & { readonly rest?: string | null };
  /** Also how many are 重点督办, and the oldest. */
  readonly isWhole?: boolean;
}

/** Each figure opens its rows in the ledger. */
export function BoardTable({ board, isWhole = false }: BoardTableProps): ReactNode {
  return (
    <section className="issues-board" aria-label={`未销号问题${board.title}`}>
      <b>{board.title}</b>
      <table>
        {isWhole && (
          <thead>
            <tr>
              <th aria-label="分项" />
              <th>未销号</th>
              <th>逾期</th>
              <th>重点督办</th>
              <th>最长历时</th>
            </tr>
          </thead>
        )}
        <tbody>
          {board.lines.map(({ name, open, late, keySupervised, oldest }) => {
            const to = (figure: 'open' | 'late' | 'keySupervised') =>
              name === board.rest ? '/issue-boards' : figureAddress(board.key, name, figure);
            return (
              <tr key={name}>
                <td>{name}</td>
                <td>
                  <Anchor component={Link} href={to('open')} size="sm">
                    {open.length} 个
                  </Anchor>
                </td>
                <td className={late.length > 0 ? 'late' : 'quiet'}>
                  {late.length === 0 ? '—' : <Figure to={to('late')} text={`逾期 ${late.length}`} />}
                </td>
                {isWhole && (
                  <td className="quiet">
                    {keySupervised.length === 0 ? (
                      '—'
                    ) : (
                      <Figure to={to('keySupervised')} text={`${keySupervised.length} 个`} />
                    )}
                  </td>
                )}
                {isWhole && (
                  <td>
                    <Figure to={`/issues?issue=${oldest.id}`} text={`${oldest.days} 天`} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Figure({ to, text }: { readonly to: string; readonly text: string }): ReactNode {
  return (
    <Anchor component={Link} href={to} size="sm" c="inherit" fw="inherit" className="issues-figure">
      {text}
    </Anchor>
  );
}
