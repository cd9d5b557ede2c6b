import type { ReactNode } from 'react';
import { markPoints } from '#shared/report/mark-points.ts';
import type { Block, DocumentModel } from '#shared/report/model.ts';
import { placed } from './placed.ts';
import { QrCode } from './qr-code.tsx';

export function DocumentPaper({ model }: { readonly model: DocumentModel }): ReactNode {
  return (
    <main className={`document-paper ${model.margins === 'form' ? 'card form' : model.margins} ${model.page.size}`}>
      {model.redHead !== undefined && <RedHead head={model.redHead} />}
      <h1>{model.title}</h1>
      {placed(model.blocks).map(({ place, item }) => (
        <BlockPaper key={place} block={item} />
      ))}
      {model.imprint !== undefined && <Imprint imprint={model.imprint} />}
    </main>
  );
}

function RedHead({ head }: { readonly head: NonNullable<DocumentModel['redHead']> }): ReactNode {
  return (
    <div className={`red-head ${head.isPrePrinted ? 'pre-printed' : ''}`}>
      <div className="mark" style={{ fontSize: `${markPoints(head.mark)}pt` }}>
        <span style={head.isPrePrinted ? { visibility: 'hidden' } : undefined}>{head.mark}</span>
      </div>
      <div className="number">{head.number}</div>
    </div>
  );
}

function Imprint({ imprint }: { readonly imprint: NonNullable<DocumentModel['imprint']> }): ReactNode {
  return (
    <div className="imprint">
      {imprint.copyTo !== null && <p className="copy-to">抄送：{imprint.copyTo}。</p>}
      <div>
        <span>{imprint.organ}</span>
        <span>{imprint.day}印发</span>
      </div>
    </div>
  );
}

function BlockPaper({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'paragraph':
      return (
        <p
          className={`${block.align ?? 'left'} ${block.isIndented === true ? 'indented' : ''} ${block.isSmall === true ? 'small' : ''}`}
        >
          {block.text}
        </p>
      );
    case 'list':
      return (
        <ol>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      );
    case 'keyValueTable':
      return <Pairs block={block} />;
    case 'table':
      return <PlainTable block={block} />;
    case 'signatures':
      return (
        <div className="signatures">
          {block.places.map(({ label, name, note }) => (
            <div key={label}>
              {name === null ? label : `${label}：${name}`}
              {note === null ? '' : `（${note}）`}
              {name === null ? '：' : ''}
              <span className="pen" />
            </div>
          ))}
        </div>
      );
    case 'roster':
      return <Roster block={block} />;
    case 'labelled':
      return (
        <p className="indented labelled">
          <span className={block.font}>{block.label}</span>
          {block.text}
        </p>
      );
    case 'nextPaper':
      return <h1 className="next-paper">{block.title}</h1>;
    case 'seal':
      return (
        <div className="seal">
          <div>{block.office}</div>
          <div>（盖章）</div>
          <div>{block.day}</div>
        </div>
      );
    case 'qr':
      return (
        <figure>
          <QrCode text={block.text} millimetres={block.millimetres} />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'signGroups':
      return (
        <div className="sign-groups" style={{ gridTemplateColumns: `repeat(${block.perLine}, 1fr)` }}>
          {placed(block.groups).map(({ place, item }) => (
            <div key={place}>
              <small>{block.numbering.replace('{n}', String(place + 1))}</small>
              <code>{item}</code>
            </div>
          ))}
          {/* Closes the frame of the last line. */}
          {Array.from({ length: (block.perLine - (block.groups.length % block.perLine)) % block.perLine }, (_, at) => (
            <div key={`empty-${at}`} />
          ))}
        </div>
      );
    case 'spacer':
      return <div style={{ height: `${block.millimetres}mm` }} />;
    case 'writingBox':
      return (
        <div className="writing-box" style={{ height: `${block.millimetres}mm` }}>
          {block.label}
        </div>
      );
    case 'subject':
      return <p className="subject">{block.text}</p>;
    case 'signed':
      return (
        <div className="signed">
          <div>{block.office}</div>
          <div>{block.day}</div>
        </div>
      );
    case 'largeText':
      return <p className="large">{block.text}</p>;
  }
}

function Roster({ block }: { readonly block: Extract<Block, { kind: 'roster' }> }): ReactNode {
  return (
    <table className="roster">
      <tbody>
        {placed(block.rows).map(({ place, item: { role, name, post } }) => (
          <tr key={place}>
            <td className="whole">{role === '' || name === '' ? role : `${role}：`}</td>
            {name === '' ? (
              <td colSpan={2}>{post}</td>
            ) : (
              <>
                <td className="whole">{name}</td>
                <td>{post}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type PairsBlock = Extract<Block, { kind: 'keyValueTable' }>;
type Pair = PairsBlock['items'][number];

function Pairs({ block }: { readonly block: PairsBlock }): ReactNode {
  return (
    <table className={`pairs by-${block.pairsPerLine}`}>
      <tbody>
        {placed(pairLines(block)).map(({ place, item: line }) => (
          <tr key={place}>
            {line.map((pair) => (
              <PairCells key={pair.label} pair={pair} span={line.length < block.pairsPerLine ? 3 : 1} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PairCells({ pair, span }: { readonly pair: Pair; readonly span: number }): ReactNode {
  return (
    <>
      <th scope="row">{pair.label}</th>
      <td colSpan={span}>{pair.text}</td>
    </>
  );
}

/** A wide pair takes a line of its own. */
function pairLines({ items, pairsPerLine }: PairsBlock): readonly (readonly Pair[])[] {
  const lines: Pair[][] = [];
  let open: Pair[] | null = null;
  for (const pair of items) {
    if (pair.isWide === true || pairsPerLine === 1) {
      lines.push([pair]);
      open = null;
    } else if (open === null) {
      open = [pair];
      lines.push(open);
    } else {
      open.push(pair);
      open = null;
    }
  }
  return lines;
}

function PlainTable({ block }: { readonly block: Extract<Block, { kind: 'table' }> }): ReactNode {
  const shares = block.columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <table>
      <colgroup>
        {block.columns.map((column) => (
          <col key={column.head} style={{ width: `${(column.width / shares) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {block.columns.map((column) => (
            <th key={column.head} scope="col">
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {placed(block.rows).map(({ place, item: row }) => (
          <tr key={place}>
            {block.columns.map((column, cell) => (
              <td key={column.head} className={column.align}>
                {row[cell]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
