import type { ReactNode } from 'react';
import { groupSpans, rowSpans } from '#shared/report/merged-cells.ts';
import type { TableCell, TableColumn, TableModel } from '#shared/report/model.ts';
import { nodeMarks } from '#shared/report/node-month-chart.ts';
import { Timeline } from '../components/timeline.tsx';
import { placed } from './placed.ts';

/** Title and lines above stand once, the head on every page. */
export function TablePaper({ model }: { readonly model: TableModel }): ReactNode {
  const spans = rowSpans(model);
  const groups = groupSpans(model.columns);
  const hasGroups = groups.some((span) => span !== null);
  const shares = model.columns.reduce((sum, column) => sum + column.width, 0);
  const [lastAbove = '', ...othersAbove] = model.above.toReversed();
  return (
    <main className={`table-paper ${model.page.size} ${model.hasLargeType === true ? 'large-type' : ''}`}>
      <h1>{model.title}</h1>
      {othersAbove.toReversed().map((line) => (
        <p key={line}>{line}</p>
      ))}
      {(lastAbove !== '' || model.unitLine !== null) && (
        <p className="line">
          <span>{lastAbove}</span>
          <span>{model.unitLine}</span>
        </p>
      )}
      {model.timeline !== undefined && <Timeline model={model.timeline} />}
      <table>
        <colgroup>
          {model.columns.map((column) => (
            <col key={column.key} style={{ width: `${(column.width / shares) * 100}%` }} />
          ))}
        </colgroup>
        <thead className={model.repeatsHead ? '' : 'once'}>
          <tr>
            {model.columns.map((column, at) => {
              const span = groups[at] ?? null;
              if (span === 0) return null;
              return span === null ? (
                <th key={column.key} scope="col" rowSpan={hasGroups ? 2 : 1}>
                  <Head text={column.head} />
                </th>
              ) : (
                <th key={column.key} scope="colgroup" colSpan={span}>
                  <Head text={column.group ?? ''} />
                </th>
              );
            })}
          </tr>
          {hasGroups && (
            <tr>
              {model.columns.map((column) =>
                column.group === undefined ? null : (
                  <th key={column.key} scope="col">
                    <Head text={column.head} />
                  </th>
                ),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {model.rows.length === 0 && (
            <tr>
              <td className="center" colSpan={model.columns.length}>
                {model.emptyText}
              </td>
            </tr>
          )}
          {placed(model.rows).map(({ place: row, item: { cells } }) => (
            <tr key={row}>
              {model.columns.map((column, at) => {
                const span = spans[row]?.[at] ?? 1;
                const cell = cells[at];
                return span === 0 || cell === undefined ? null : (
                  <Cell key={column.key} column={column} cell={cell} span={span} at={at} />
                );
              })}
            </tr>
          ))}
          {placed(model.footRows).map(({ place: row, item: { cells } }) => (
            <tr key={`foot-${row}`} className="foot">
              {model.columns.map((column, at) => (
                <Cell key={column.key} column={column} cell={cells[at] ?? { text: '', value: null }} span={1} at={at} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {model.below.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </main>
  );
}

function Cell({
  column,
  cell,
  span,
  at,
}: {
  readonly column: TableColumn;
  readonly cell: TableCell;
  readonly span: number;
  readonly at: number;
}): ReactNode {
  return (
    <td className={`${column.align} ${cell.isShaded === true ? 'bar' : ''}`} rowSpan={span} data-column={at}>
      {cellContent(column, cell.text)}
    </td>
  );
}

function cellContent(column: TableColumn, text: string): ReactNode {
  switch (column.kind) {
    case 'money':
    case 'number':
    case 'index':
      return text === '' ? null : <span className="figure">{text}</span>;
    case 'day':
      return <span className="whole">{text}</span>;
    case 'period':
      return <Period text={text} />;
    case 'marks':
      return <Marks text={text} />;
    case 'text':
      return text;
  }
}

/** A node a line: its sign, larger, then its name; a late one in red besides. */
function Marks({ text }: { readonly text: string }): ReactNode {
  if (text === '') return null;
  return placed(text.split('\n')).map(({ place, item: line }) => (
    <span key={place} className={line.startsWith(nodeMarks.late) ? 'node late-node' : 'node'}>
      <span className="node-mark">{line.slice(0, 1)}</span>
      <Node text={line.slice(1)} />
    </span>
  ));
}

/** What stands in brackets goes to the next line as a whole where it does not fit. */
function Node({ text }: { readonly text: string }): ReactNode {
  const bracket = text.lastIndexOf('（');
  if (bracket <= 0) return text;
  return (
    <>
      {text.slice(0, bracket)}
      <span className="node-when">{text.slice(bracket)}</span>
    </>
  );
}

/** 2018年5月-2020年12月 on one line or on two, broken after the dash only. */
function Period({ text }: { readonly text: string }): ReactNode {
  const [from = '', ...to] = text.split('-');
  if (to.length === 0) return text;
  return (
    <>
      <span className="whole">{from}-</span>
      <wbr />
      <span className="whole">{to.join('-')}</span>
    </>
  );
}

/** What stands in brackets goes to a line of its own rather than being torn: 总投资 / （万元）. */
function Head({ text }: { readonly text: string }): ReactNode {
  const bracket = text.indexOf('（');
  if (bracket <= 0) return text;
  return (
    <>
      {text.slice(0, bracket)}
      <span className="bracket">{text.slice(bracket)}</span>
    </>
  );
}
