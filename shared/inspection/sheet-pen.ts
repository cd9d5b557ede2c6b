/** What stands below the items: room for the pen, and signatures. */
import type { Density } from './sheet-density.ts';
import {
  type Block,
  frame,
  type Ink,
  type InkRule,
  inside,
  label,
  labelWidth,
  ruleBelow,
  ruleBeside,
  textIn,
  together,
} from './sheet-ink.ts';

const half = frame.width / 2;

/** 现场情况, 整改要求 with unit and day, signatures: room for the pen. */
export function penBlocks({ seen, demands, signatures }: Density): Block[] {
  return [
    {
      height: seen,
      grows: 'seen',
      group: null,
      repeats: null,
      draw: (top, height) => penArea('现场情况', 'seen', top, height),
    },
    {
      height: demands + row,
      grows: 'demands',
      group: null,
      repeats: null,
      draw: (top, height) =>
        together([
          penArea('整改要求', 'demands', top, height - row),
          fieldRow(top + height - row, [
            { name: '整改单位', field: 'demandUnit', words: '', own: labelWidth, width: half },
            { name: '整改时限', field: 'demandDueOn', words: '年　　月　　日前', own: labelWidth, width: half },
          ]),
        ]),
    },
    {
      height: signatures + row,
      grows: null,
      group: null,
      repeats: null,
      draw: (top, height) => {
        const signing = height - row;
        return together([
          fieldRow(top, [
            { name: '督导日期', field: 'inspectedOn', words: '年　　月　　日', own: labelWidth, width: 68 },
            { name: '天气', field: 'weather', words: '', own: 13, width: 37 },
            { name: '陪同人员', field: 'companions', words: '', own: labelWidth, width: 69 },
          ]),
          signature('督导人员', '（签字）', 'inspectorSignature', frame.left, top + row, signing),
          signature('项目单位联系人', '或项目管家（签字）', 'contactSignature', frame.left + half, top + row, signing),
          { rules: [ruleBelow(top + height), ruleBeside(frame.left + half, top + row, signing)] },
        ]);
      },
    },
  ];
}

/** Of a row with two fields. */
const row = 6.8;

function penArea(name: string, field: string, top: number, height: number): Ink {
  return {
    texts: label(name, top, height),
    rules: [ruleBelow(top + height), ruleBeside(frame.left + labelWidth, top, height)],
    fields: [
      { itemKey: null, name: field, x: frame.left + labelWidth, y: top, width: frame.width - labelWidth, height },
    ],
  };
}

interface WrittenField {
  readonly name: string;
  readonly field: string;
  /** Printed in it, at the right. */
  readonly words: string;
  /** Width of its label. */
  readonly own: number;
  readonly width: number;
}

function fieldRow(top: number, fields: readonly WrittenField[]): Ink {
  let left: number = frame.left;
  const parts = fields.map(({ name, field, words, own, width }, index): Ink => {
    const value = { x: left + own, y: top, width: width - own, height: row };
    const edges = index === 0 ? [value.x] : [left, value.x];
    const ink: Ink = {
      texts: [
        ...label(name, top, row, left, own),
        ...textIn(words === '' ? [] : [words], inside(value, 3), { points: 9, anchor: 'end' }),
      ],
      rules: edges.map((x): InkRule => ruleBeside(x, top, row)),
      fields: [{ itemKey: null, name: field, ...value }],
    };
    left += width;
    return ink;
  });
  return together([...parts, { rules: [ruleBelow(top + row)] }]);
}

function signature(name: string, note: string, field: string, left: number, top: number, height: number): Ink {
  const words = 33;
  return {
    texts: textIn(
      [name, note],
      { x: left, y: top, width: words, height },
      { points: 9, font: 'hei', anchor: 'middle' },
    ),
    fields: [{ itemKey: null, name: field, x: left + words, y: top, width: half - words, height }],
  };
}
