import type { SheetCell } from './cells.ts';
import { type Doubt, doubtful, type Reading, sure } from './doubt.ts';
import { errorValue } from './money.ts';
import { cutByKnown, type KnownNames } from './units.ts';

const hardSeparator = /[、，,;；/／|｜\\]+/;
const softSeparator = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060]+/;
const nothing = /^(?:[-—–]+|无|暂无|待定)$/;
const longestText = 500;
const oneHan = /^\p{Script=Han}$/u;
const personLike = /^\p{Script=Han}{2,4}\d{0,3}[A-Za-z]?$|^\p{Script=Han}{1,10}[·•]\p{Script=Han}{1,10}$/u;
const unitWords = /(?:局|委员会|街道|办事处|公司|政府|指挥部|中心|开发区|管委会)$/;
const postSuffix =
  /(?:同志|(?:区|县|市|镇|乡)?(?:委)?(?:副?书记|副?区长|副?县长|副?市长|副?镇长|副?乡长|副?局长|副?主任|副?主席|副?部长|常委|副?调研员|副?秘书长|(?:部|政)?委员))$/u;
const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 夏侯 司徒 端木 司空 公冶 申屠 澹台 独孤 南宫 第五 闻人 轩辕 钟离 淳于 单于 太叔 呼延 百里 东郭 西门 公羊'.split(
    ' ',
  ),
);
// The hundred most frequent surnames and those often met beside them: enough to propose a cut, never to decide one.
const surnames = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺'.split(
    '',
  ),
);

/**
 * The persons a cell names, cleaned: a two-character name padded with blanks is closed up, bracketed posts go, names
 * run together are cut by the names the workbook knows or by surnames and marked doubtful.
 */
export function splitPersons(cell: SheetCell, known: KnownNames): Reading<string[]> {
  if (cell.value === null || cell.text === '') return sure([]);
  if (cell.text.length > longestText) return doubtful([], 'person-unlike', '领导格里是一大段文字，没有读出姓名');
  const persons: string[] = [];
  const doubts: Doubt[] = [];
  for (const piece of pieces(cell.text)) {
    if (nothing.test(piece)) continue;
    if (errorValue.test(piece)) return doubtful([], 'cell-error', `单元格公式出错（${piece}），没有姓名`);
    persons.push(...readPiece(piece, known, doubts));
  }
  return { value: [...new Set(persons)], doubts };
}

/** Names that stand alone beyond doubt: what the workbook itself teaches about its people. */
export function certainPersons(cell: SheetCell): string[] {
  if (typeof cell.value !== 'string') return [];
  return pieces(cell.text).filter((piece) => personLike.test(piece) && !isSuspicious(piece));
}

/** Pieces between separators, with single characters in a row (“张  三”) closed up to one name. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const part of text.split(hardSeparator)) {
    let isHalf = false;
    for (const piece of part.split(softSeparator)) {
      if (piece === '') continue;
      if (isHalf && oneHan.test(piece)) {
        found[found.length - 1] += piece;
        isHalf = false;
      } else {
        found.push(piece);
        isHalf = oneHan.test(piece);
      }
    }
  }
  return found;
}

function readPiece(piece: string, known: KnownNames, doubts: Doubt[]): string[] {
  if (known.has(piece)) return [piece];
  const bare = piece.replace(/[（(【[][^）)】\]]*[）)】\]]?|[\d-]{7,}/g, '').replace(/[:：]+$/, '');
  const name = bare.length > 3 || !personLike.test(bare) ? bare.replace(postSuffix, '') : bare;
  if (name === '') {
    doubts.push({ code: 'person-unlike', sentence: `“${piece}”不像姓名，请核对` });
    return [];
  }
  if (name !== piece)
    doubts.push({ code: 'person-with-post', sentence: `“${piece}”带有职务等文字，按“${name}”读取，请核对` });
  const parts = cutByKnown(name, known, 2) ?? cutAfterNumbers(name) ?? cutBySurname(name);
  if (parts !== null) {
    doubts.push({
      code: 'person-run-together',
      sentence: `“${name}”像几个人名连在一起，按“${parts.join('、')}”读取，请核对`,
    });
    return parts;
  }
  if (!personLike.test(name) || isSuspicious(name)) {
    doubts.push({ code: 'person-unlike', sentence: `“${name}”不像一个人的姓名，请核对` });
  }
  return [name];
}

/** Four characters without a compound surname, or the name of a unit. */
function isSuspicious(name: string): boolean {
  const letters = name.replace(/[\dA-Za-z]+$/, '');
  return (
    unitWords.test(letters) ||
    (letters.length === 4 && !compoundSurnames.has(letters.slice(0, 2)) && !name.includes('·'))
  );
}

/** Names that carry a number to tell namesakes apart (“王芳01李娜02”). */
function cutAfterNumbers(name: string): string[] | null {
  const parts = name.split(/(?<=\d)(?=\p{Script=Han})/u);
  return parts.length > 1 ? parts : null;
}

function cutBySurname(name: string): string[] | null {
  if (!/^\p{Script=Han}{4,9}$/u.test(name) || (name.length === 4 && compoundSurnames.has(name.slice(0, 2))))
    return null;
  if (unitWords.test(name)) return null;
  return cutFrom(name);
}

function cutFrom(rest: string): string[] | null {
  if (rest === '') return [];
  for (const length of compoundSurnames.has(rest.slice(0, 2)) ? [4, 3] : [3, 2]) {
    const head = rest.slice(0, length);
    if (head.length < length || !(surnames.has(head[0] ?? '') || compoundSurnames.has(head.slice(0, 2)))) continue;
    const tail = cutFrom(rest.slice(length));
    if (tail !== null) return [head, ...tail];
  }
  return null;
}
