import { z } from 'zod';
import { defineEntity, integer, requiredChoice, requiredText, text, type ValuesOf, yesNo } from './entity.ts';

export const officeKinds = ['district', 'centre'] as const;
export type OfficeKind = (typeof officeKinds)[number];

/** One installation's office (domain.md 1). Its id is the home office of every record made here. */
export const office = defineEntity({
  name: 'office',
  table: 'offices',
  label: '单位',
  fields: {
    kind: requiredChoice('类型', officeKinds),
    fullName: requiredText('单位全称', 100),
    shortName: requiredText('单位简称', 30),
    signatureLine: text('落款', 100),
    body: text('设在', 100),
    reportsTo: text('报送给', 100),
    contactName: text('联系人', 40),
    contactPhone: text('联系电话', 40),
    /** `pack@version` of shared/rules/packs. */
    rulePack: requiredText('适用文件', 60),
    /** The year whose ledger is open (年初建账 … 年终结账); “this year” in every figure. Turned only by a person. */
    ledgerYear: integer('账目年度'),
    isDemonstration: yesNo('演示数据'),
  },
});

export type Office = ValuesOf<typeof office>;

/** What the first-run wizard asks. */
export const officeSetUpSchema = z.strictObject({
  kind: z.enum(officeKinds),
  fullName: z.string().trim().min(2, '请填写单位全称').max(100),
  shortName: z.string().trim().min(1, '请填写单位简称').max(30),
  signatureLine: z.string().trim().max(100).optional(),
  body: z.string().trim().max(100).optional(),
  reportsTo: z.string().trim().max(100).optional(),
  contactName: z.string().trim().max(40).optional(),
  contactPhone: z.string().trim().max(40).optional(),
  operator: z.string().trim().min(1, '请填写经办人').max(40),
  passphrase: z.string().max(200),
  rulePack: z.string().max(60).optional(),
  ledgerYear: z.int().min(1990).max(2100).optional(),
});
