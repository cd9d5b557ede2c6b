import { daySchema, defineEntity, parent, requiredChoice, requiredText, text, type ValuesOf } from './entity.ts';

/** What happened to an issue: a step towards its solution, handing over, closing, opening again, the follow-up review. */
export const issueEntryKinds = ['progress', 'handover', 'extension', 'closing', 'reopening', 'review'] as const;
export type IssueEntryKind = (typeof issueEntryKinds)[number];

export const issueEntry = defineEntity({
  name: 'issueEntry',
  table: 'issue_entries',
  label: '问题办理',
  fields: {
    /** The issue's project too, so that scope and history find it without a join. */
    projectId: parent('项目', 'project'),
    issueId: parent('问题', 'issue'),
    kind: requiredChoice('类别', issueEntryKinds),
    onDay: { schema: daySchema, storage: 'text', label: '日期' },
    body: requiredText('办理情况', 2000),
    byWhom: text('填写人', 60),
  },
});

export type IssueEntry = ValuesOf<typeof issueEntry>;
