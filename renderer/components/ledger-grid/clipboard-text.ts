/**
 * The text form of a block of cells that Excel, WPS and this grid exchange: tab between cells, newline between rows,
 * a cell with a tab, newline or quote inside is quoted and its quotes doubled.
 */
export type TextBlock = readonly (readonly string[])[];

export function toTabText(block: TextBlock): string {
  return block.map((row) => row.map(quoted).join('\t')).join('\r\n');
}

export function parseTabText(text: string): TextBlock {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  let isAtStart = true;
  const input = text.replace(/\r\n?/g, '\n');
  for (let index = 0; index < input.length; index += 1) {
    const sign = input.charAt(index);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (input.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
      continue;
    }
    if (sign === '"' && isAtStart && closesBeforeBreak(input, index)) {
      isQuoted = true;
      isAtStart = false;
    } else if (sign === '\t' || sign === '\n') {
      row.push(cell);
      cell = '';
      isAtStart = true;
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else {
      cell += sign;
      isAtStart = false;
    }
  }
  // Excel ends the block with a newline: that is not one more empty row.
  if (row.length > 0 || cell !== '' || rows.length === 0) rows.push([...row, cell]);
  return rows;
}

function quoted(cell: string): string {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A cell that merely begins with a quote (typed by hand) has no closing quote before a tab, newline or the end. */
function closesBeforeBreak(input: string, start: number): boolean {
  for (let index = start + 1; index < input.length; index += 1) {
    if (input.charAt(index) !== '"') continue;
    if (input.charAt(index + 1) === '"') {
      index += 1;
      continue;
    }
    const next = input.charAt(index + 1);
    return next === '' || next === '\t' || next === '\n';
  }
  return false;
}
