/** 填表说明: the second sheet of a 填报表. */
import type { Cell, RowDef, WriteSheet } from 'hucre';
import { type FormModel, formColumn, shownKeys } from '#shared/collection/form.ts';
import { rowHeight, textCell } from './form-style.ts';

export function explanationSheet(form: FormModel): WriteSheet {
  const asked = shownKeys.flatMap((key) => {
    const { head, ask } = formColumn(key);
    return ask === undefined ? [] : [`${head}：${ask}`];
  });
  const lines = [
    '填表说明',
    `一、这张表由${form.officeName}发给${form.unitName}，每个项目一行，共${form.rows.length}个项目。黄色的格子由单位填写，其余各栏已经填好，供对照。`,
    '二、各栏怎样填：',
    ...asked.map((line) => `　　${line}`),
    '三、没有新进展的项目，“本期情况”选“与上期相同”，其他栏可以不动；有新进展的请把文字改成本期的实际情况。',
    '四、已经填好的名称、总投资、计划等有错的，可以撤销工作表保护（没有密码）后改正，收表时会列出来由重点办核对。',
    '五、可以排序、筛选、调整列宽；请不要删除行和隐藏的列，也不要把内容粘贴到别的表格里交回。文件名可以改。',
    '六、填表人、审核人和联系电话请在表头写明，交回前请本单位负责人审核。',
    `七、请在${form.deadline}前把文件交回${form.returnTo}。${form.deadlineSource}`,
    ...(form.filledByOthers.length === 0
      ? []
      : [
          `八、以下项目由牵头单位填报，本单位不用填：${form.filledByOthers.map((each) => `${each.name}（由${each.unitName}填报）`).join('、')}。`,
        ]),
  ];
  const width = 84;
  const cells = new Map<string, Partial<Cell>>();
  const heights = new Map<number, RowDef>();
  for (const [row, line] of lines.entries()) {
    const isTitle = row === 0;
    cells.set(
      `${row},0`,
      textCell(line, {
        font: isTitle ? { name: '黑体', size: 16 } : { name: '仿宋_GB2312', size: 12 },
        alignment: { wrapText: true, vertical: 'center', horizontal: isTitle ? 'center' : 'left' },
      }),
    );
    heights.set(row, { height: isTitle ? 34 : rowHeight([[line, width]], 12) });
  }
  return {
    name: '填表说明',
    columns: [{ width }],
    rows: lines.map(() => [null]),
    cells,
    rowDefs: heights,
    protection: { sheet: true, selectLockedCells: true, selectUnlockedCells: true },
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}
