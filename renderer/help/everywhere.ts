/** Keys that work on every page. */
export const everywhereKeys: readonly (readonly [string, string])[] = [
  ['F1', '打开或关闭帮助'],
  ['Ctrl+K', '查找项目、单位、人员、文号、附件、名单、页面：名称、拼音、首字母或代码'],
  ['Esc', '关闭窗口，放弃正在填的内容'],
];

/** Keys of the grid, for the help of pages that have one. */
export const gridKeys: readonly (readonly [string, string])[] = [
  ['方向键', '移到旁边的格'],
  ['Enter', '保存并到下一行'],
  ['Tab', '保存并到右边一格'],
  ['F2', '修改格里的内容'],
  ['Alt+Enter', '格内换行'],
  ['Delete', '清空选中的格'],
  ['Ctrl+C / Ctrl+V', '与 Excel、WPS 互相复制粘贴'],
  ['Ctrl+D', '向下填充'],
  ['Ctrl+Z / Ctrl+Y', '撤销上一步 / 恢复撤销的'],
  ['Delete', '清除选中的格'],
  ['Shift+方向键', '选中一片'],
  ['Alt+↓', '筛选这一列'],
  ['Ctrl+Enter', '打开这一行'],
  ['Insert', '勾选这一行'],
];
