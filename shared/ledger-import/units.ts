import type { SheetCell } from './cells.ts';
import { type Doubt, doubtful, type Reading, sure } from './doubt.ts';
import { errorValue } from './money.ts';
import { squash } from './text.ts';

/** Endings of names of offices, departments, towns, parks, command posts and companies. */
const unitEnding =
  /(?:局|委|办|厅|署|街办|街道|办事处|镇|乡|村|社区|开发区|高新区|经开区|园区|新区|示范区|保税区|度假区|集聚区|工业园|产业园|科技园|管委会|委员会|指挥部|领导小组|专班|工作组|中心|公司|集团|银行|大队|支队|中队|政府|协会|商会|联社|合作社|工商联|总工会|妇联|科协|残联|文联|侨联|红十字会|区委|县委|市委|党校|中学|小学|大学|学院|学校|医院|幼儿园|研究院|设计院|厂|站|所|处|科|部|会|院|馆|段)$/;
/** A piece that begins like this is the tail of the name before it, never a unit of its own. */
const tailOnly =
  /^(?:建设|工程|项目|协调|服务|工作|推进|征迁|拆迁|领导小组|指挥部|分局|管理局|办公室|委员会|有限|股份)/;
const hardSeparator = /[、，,;；/／|｜\\]+/;
const softSeparator = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060]+/;
const nothing = /^(?:[-—–]+|无|暂无|待定)$/;
/** “区经信局” after a whole unit name begins the next one; 市政, 市场, 县域 … do not. */
const nextUnit = /^(?:区|县|市)(?!政|场|容|域|划|民中心|级)[\p{Script=Han}]{2,}/u;
const strongEnding = /(?:街办|街道|办事处|镇|乡|开发区|高新区|经开区|园区|新区|管委会|指挥部|公司|局)$/;
const longestName = 60;
const longestText = 1_000;

export interface KnownNames {
  readonly has: (name: string) => boolean;
}

export function isUnitLike(name: string): boolean {
  return name.length >= 2 && unitEnding.test(name.replace(/[（(][^（）()]*[）)]$/, ''));
}

/**
 * The units a cell names. Newline, blanks and 、，,;；/ separate; a piece that is no unit by itself is joined to its
 * neighbour (a name broken over two lines) and marked doubtful; names run together are cut where a known name or the
 * next “区…” begins, and marked doubtful.
 */
export function splitUnits(cell: SheetCell, known: KnownNames): Reading<string[]> {
  const raw = cell.text;
  if (cell.value === null || raw === '') return sure([]);
  if (raw.length > longestText) return doubtful([], 'unit-unlike', '责任单位格里是一大段文字，没有读出单位');
  const units: string[] = [];
  const doubts: Doubt[] = [];
  for (const part of raw.split(hardSeparator)) {
    const joined = joinBroken(softPieces(part), known, doubts);
    for (const piece of joined) {
      if (nothing.test(piece)) continue;
      if (errorValue.test(piece)) return doubtful([], 'cell-error', `单元格公式出错（${piece}），没有责任单位`);
      units.push(...cutRunTogether(piece, known, doubts));
    }
  }
  const distinct = [...new Set(units)];
  for (const unit of distinct) {
    if (!isUnitLike(unit) && !known.has(unit) && !doubts.some((doubt) => doubt.sentence.includes(unit))) {
      doubts.push({ code: 'unit-unlike', sentence: `“${unit}”不像单位名称，请核对` });
    }
  }
  return { value: distinct, doubts };
}

/** Names that stand alone beyond doubt: what the workbook itself teaches about its units. */
export function certainUnits(cell: SheetCell): string[] {
  if (typeof cell.value !== 'string') return [];
  const pieces = cell.text.split(hardSeparator).flatMap(softPieces);
  const isClean = pieces.every((piece) => isUnitLike(piece) && !tailOnly.test(piece));
  return isClean ? pieces.filter((piece) => piece.length <= longestName && cutByEnding(piece) === null) : [];
}

function softPieces(text: string): string[] {
  return text
    .split(softSeparator)
    .map(squash)
    .filter((piece) => piece !== '');
}

function joinBroken(pieces: readonly string[], known: KnownNames, doubts: Doubt[]): string[] {
  if (pieces.length < 2) return [...pieces];
  const whole = pieces.join('');
  if (known.has(whole)) return [whole];
  const joined: string[] = [];
  let isOpen = false; // the last piece is no unit by itself and waits for its other half
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && (isOpen || (tailOnly.test(piece) && !known.has(last)))) {
      const name = last + piece;
      joined[joined.length - 1] = name;
      doubts.push({
        code: 'unit-broken-line',
        sentence: `“${last}”和“${piece}”像一个名称分成了几段，按“${name}”读取，请核对`,
      });
      isOpen = !isUnitLike(name);
      continue;
    }
    joined.push(piece);
    isOpen = !isUnitLike(piece) && !known.has(piece);
  }
  return joined;
}

function cutRunTogether(piece: string, known: KnownNames, doubts: Doubt[]): string[] {
  if (known.has(piece) || piece.length > longestName) return [piece];
  const parts = cutByKnown(piece, known) ?? cutByEnding(piece);
  if (parts === null) return [piece];
  doubts.push({
    code: 'unit-run-together',
    sentence: `“${piece}”像几个单位连在一起，按“${parts.join('、')}”读取，请核对`,
  });
  return parts;
}

/** The whole piece as a chain of several known names (each of `shortest` characters or more), fewest names first. */
export function cutByKnown(piece: string, known: KnownNames, shortest = 3): string[] | null {
  if (piece === '') return null;
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= piece.length; end += 1) {
    let chain: string[] | null = null;
    for (let start = 0; start <= end - shortest; start += 1) {
      const before = best[start];
      if (before === null || before === undefined) continue;
      const name = piece.slice(start, end);
      if (name === piece || !known.has(name) || (chain !== null && chain.length <= before.length + 1)) continue;
      chain = [...before, name];
    }
    best[end] = chain;
  }
  const whole = best[piece.length];
  return whole ?? null;
}

function cutByEnding(piece: string): string[] | null {
  for (let at = 3; at <= piece.length - 3; at += 1) {
    const head = piece.slice(0, at);
    const rest = piece.slice(at);
    if (strongEnding.test(head) && nextUnit.test(rest) && isUnitLike(rest)) {
      return [head, ...(cutByEnding(rest) ?? [rest])];
    }
  }
  return null;
}
