import { day, defineEntity, parent, reference, requiredChoice, requiredText, text, type ValuesOf } from './entity.ts';

/** 列为问题 / 交办 / 已说明 / 不作处理. */
export const findingHandlings = ['issue', 'task', 'explained', 'dropped'] as const;
export type FindingHandling = (typeof findingHandlings)[number];

/**
 * What became of a mismatch between found and reported, or of a question a pattern raises. Both are computed; only what a
 * person decided is stored. Id: deterministic from (office, project, sheet, subject): a district and its centre may both
 * decide about one finding.
 */
export const inspectionFinding = defineEntity({
  name: 'inspectionFinding',
  table: 'inspection_findings',
  label: '核查处理',
  fields: {
    projectId: parent('项目', 'project'),
    /** null for a pattern over time. */
    sheetId: reference('督导检查表', 'inspectionSheet'),
    /** Key of the item; of a pattern its code and what it is about (quarterEndLeap:2026-Q2). */
    subject: requiredText('核查事项', 120),
    handling: requiredChoice('处理', findingHandlings),
    issueId: reference('问题', 'issue'),
    taskId: reference('督办事项', 'task'),
    explanation: text('说明', 1000),
    decidedOn: day('处理日期'),
    decidedBy: text('处理人', 40),
  },
});

export type InspectionFinding = ValuesOf<typeof inspectionFinding>;
