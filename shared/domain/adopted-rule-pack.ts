import { z } from 'zod';
import { day, defineEntity, integer, list, requiredText, text, type ValuesOf } from './entity.ts';

/**
 * A rule pack adapted by the office (适用文件): its rules as data. Every version is a record of its own that is never
 * changed after it decided something; `office.rulePack` names the one in force. Id: `<key>@<version>` is `packId`.
 */
export const adoptedRulePack = defineEntity({
  name: 'adoptedRulePack',
  table: 'adopted_rule_packs',
  label: '适用文件',
  fields: {
    packId: requiredText('编号', 60),
    name: requiredText('名称', 200),
    documentNumber: text('文号', 100),
    version: integer('版本'),
    basedOn: text('修改自', 60),
    validFrom: day('施行日期'),
    validUntil: day('失效日期'),
    /** Rules of shared/rules/catalogue.ts; checked against it when saved and again when read. */
    rules: list('规则', z.json(), 100),
    note: text('修改说明', 1000),
  },
});

export type AdoptedRulePack = ValuesOf<typeof adoptedRulePack>;
