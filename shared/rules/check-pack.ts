/** Whether a pack holds together beyond its schema: codes that are used exist, limits do not contradict each other. */
import type { z } from 'zod';
import { parameterLabel } from '../text/rule-words.ts';
import { type ParametersOf, type Rule, type RuleKind, type RulePack, ruleKinds } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';

export interface PackProblem {
  readonly kind: RuleKind;
  /** 中文, one sentence. */
  readonly sentence: string;
}

export interface UncheckedRule {
  readonly kind: string;
  readonly parameters: unknown;
  readonly source: string;
  readonly shown: string;
}

type Checked = { readonly rules: RulePack['rules']; readonly problems: readonly PackProblem[] };

/** Rules as they come from a form or a file: those that can be read, and a sentence for each that cannot. */
export function checkRules(unchecked: readonly UncheckedRule[]): Checked {
  const rules: Partial<Record<RuleKind, Rule>> = {};
  const problems: PackProblem[] = [];
  for (const each of unchecked) {
    if (!Object.hasOwn(ruleKinds, each.kind)) continue;
    const kind = each.kind as RuleKind;
    const shown = each.shown.trim();
    const source = each.source.trim();
    const parameters = ruleKinds[kind].parameters.safeParse(each.parameters);
    if (shown === '') problems.push({ kind, sentence: '没有写“规定”这一句话' });
    if (source === '') problems.push({ kind, sentence: '没有写出处' });
    if (rules[kind] !== undefined) problems.push({ kind, sentence: '同一事项写了两次' });
    if (parameters.success) rules[kind] = { kind, parameters: parameters.data, shown, source };
    else problems.push({ kind, sentence: schemaSentence(kind, parameters.error.issues[0]) });
  }
  const checked = rules as RulePack['rules'];
  return { rules: checked, problems: problems.length > 0 ? problems : packProblems(checked) };
}

function schemaSentence(kind: RuleKind, issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return '填写不完整';
  const where = issue.path.map((part) =>
    typeof part === 'number' ? `第${part + 1}条` : parameterLabel(kind, String(part)),
  );
  return `${where.join(' ')}：${issueWords(issue)}`;
}

/** The schema's own words would be English here. */
function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return '没有填写';
      return issue.origin === 'array' ? '至少要有一条' : `不能小于${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `超过${issue.maximum}个字` : `不能大于${issue.maximum}`;
    case 'invalid_type':
      return '没有填写';
    case 'invalid_format':
      return '格式不对，月日写成 03-31';
    case 'invalid_value':
      return '不在可选的范围里';
    default:
      return '填写有误';
  }
}

function packProblems(rules: RulePack['rules']): PackProblem[] {
  const pack: RulePack = { id: '', name: '', documentNumber: '', validFrom: null, validUntil: null, rules };
  const problems: PackProblem[] = [];
  const say = (kind: RuleKind, sentence: string) => problems.push({ kind, sentence });

  const { templates } = ruleOf(pack, 'permitTemplates').parameters;
  for (const template of templates) templateProblems(template, (sentence) => say('permitTemplates', sentence));
  const steps = new Set(templates.flatMap((template) => template.steps.map((step) => step.code)));
  for (const step of ruleOf(pack, 'startStandards').parameters.steps)
    if (!steps.has(step)) say('startStandards', `手续模板里没有“${step}”这一步`);

  const { pools } = ruleOf(pack, 'projectPools').parameters;
  for (const { from, to } of ruleOf(pack, 'poolTransfers').parameters.transfers)
    if (!pools.includes(from) || (to !== null && !pools.includes(to)))
      say('poolTransfers', '转化用到了“项目四库”里没有的库');

  for (const { rhythm, monthDay, name } of ruleOf(pack, 'groupReports').parameters.items)
    if (rhythm === 'monthly' && monthDay === null) say('groupReports', `“${name}”每月报送，没有写明每月几日前`);

  const { window } = ruleOf(pack, 'poolEntry').parameters;
  if (window !== null && window.from > window.until) say('poolEntry', '集中选报时间的起止颠倒');

  for (const demand of ruleOf(pack, 'responsibleLeaders').parameters.demands)
    if (
      demand.minimumInvestment !== null &&
      demand.maximumInvestment !== null &&
      demand.minimumInvestment >= demand.maximumInvestment
    )
      say('responsibleLeaders', `“${demand.text}”的投资上下限颠倒`);

  const limits = ruleOf(pack, 'approvalClock').parameters.limits.map((limit) => limit.when);
  if (new Set(limits).size !== limits.length) say('approvalClock', '同一类项目写了两个时限');
  for (const [kind, codes] of codedLists(pack))
    if (new Set(codes).size !== codes.length) say(kind, '有两条用了同一个代码');
  return problems;
}

function codedLists(pack: RulePack): [RuleKind, string[]][] {
  const codes = (rows: readonly { readonly code: string }[]) => rows.map((row) => row.code);
  return [
    ['reportDeadlines', codes(ruleOf(pack, 'reportDeadlines').parameters.items)],
    ['groupReports', ruleOf(pack, 'groupReports').parameters.items.map((item) => item.kind)],
    ['poolEntry', codes(ruleOf(pack, 'poolEntry').parameters.lateGrounds)],
    ['poolExits', codes(ruleOf(pack, 'poolExits').parameters.exits)],
    ['permitTemplates', codes(ruleOf(pack, 'permitTemplates').parameters.templates)],
    ['meetings', codes(ruleOf(pack, 'meetings').parameters.types)],
    ['issues', codes(ruleOf(pack, 'issues').parameters.grades)],
  ];
}

function templateProblems(
  { name, steps }: ParametersOf<'permitTemplates'>['templates'][number],
  say: (sentence: string) => void,
): void {
  const byCode = new Map(steps.map((step) => [step.code, step]));
  if (byCode.size !== steps.length) say(`模板“${name}”有两步用了同一个代码`);
  for (const step of steps)
    for (const before of step.after)
      if (!byCode.has(before)) say(`模板“${name}”里“${step.name}”的前置手续“${before}”不在模板里`);

  const done = new Set<string>();
  for (let left = steps; left.length > 0; ) {
    const free = left.filter((step) => step.after.every((before) => done.has(before) || !byCode.has(before)));
    if (free.length === 0) return say(`模板“${name}”的前置手续互相等待：${left.map((step) => step.name).join('、')}`);
    for (const step of free) done.add(step.code);
    left = left.filter((step) => !done.has(step.code));
  }
}
