import { day, defineEntity, parent, requiredChoice, text, type ValuesOf } from './entity.ts';
import { projectLevels } from './project.ts';

/**
 * The centre's word on the level of a district's project (省重点 / 市重点): what the district typed is its claim, tables use
 * this where it is (exchange.md “Ownership”). Id: deterministic from the project.
 */
export const levelConfirmation = defineEntity({
  name: 'levelConfirmation',
  table: 'level_confirmations',
  label: '级别认定',
  fields: {
    projectId: parent('项目', 'project'),
    level: requiredChoice('认定级别', projectLevels),
    document: text('认定文件', 100),
    confirmedOn: day('认定日期'),
    note: text('说明', 300),
  },
});

export type LevelConfirmation = ValuesOf<typeof levelConfirmation>;
