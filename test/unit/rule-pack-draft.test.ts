import { describe, expect, it } from 'vitest';
import { draftOf, saveInput, stepChoices, withoutChange, withRule } from '#renderer/pages/rule-packs/pack-draft.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { type RuleKind, ruleKinds } from '#shared/rules/catalogue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { kaifeng2019 } from '#shared/rules/packs/kaifeng-2019.ts';
import { emptyRow, parameterForm } from '#shared/rules/parameter-form.ts';

const { validFrom, validUntil, ...head } = kaifeng2019;
const pack: OutputOf<'rulePacks.get'> = {
  ...head,
  validFrom,
  validUntil,
  isBuiltIn: true,
  version: 1,
  basedOn: null,
  note: null,
  isInForce: true,
  standing: 'valid',
  rules: (Object.keys(ruleKinds) as RuleKind[]).map((kind) => {
    const { shown, source, parameters } = ruleOf(kaifeng2019, kind);
    const isStated = kaifeng2019.rules[kind] !== undefined;
    return { kind, label: kind, shown, source, isStated, isLeftOpen: false, parameters: { ...parameters }, lines: [] };
  }) as OutputOf<'rulePacks.get'>['rules'],
};
const draft = draftOf(pack, '2026-11-18');
const ruleIn = (of: typeof draft, kind: string) => of.rules.find((rule) => rule.kind === kind);

describe('a version being adapted', () => {
  it('says that the office decided, once a default is changed; a clause of the notice is left to the clerk', () => {
    const shifted = withRule(draft, 'deadlineShift', { parameters: { shift: 'after' } });
    expect(ruleIn(shifted, 'deadlineShift')).toMatchObject({ source: '通知未规定，本单位确定', isChanged: true });
    const partly = withRule(draft, 'reportingPeriod', { parameters: { closingWeekday: 4, closingMinute: 720 } });
    expect(ruleIn(partly, 'reportingPeriod')?.source).toBe(
      '汴办文〔2019〕13号 二(二)（市领导分包重大项目周报）；星期和钟点：通知未规定，本单位确定',
    );
    const stated = withRule(draft, 'approvalClock', { parameters: { limits: [] } });
    expect(ruleIn(stated, 'approvalClock')?.source).toBe('汴办文〔2019〕13号 四(一)');
    const worded = withRule(shifted, 'deadlineShift', { source: '青石办〔2026〕9号 三' });
    expect(ruleIn(worded, 'deadlineShift')?.source).toBe('青石办〔2026〕9号 三');
  });

  it('keeps what the notice states and what was changed, and leaves the other defaults open', () => {
    const shifted = withRule(draft, 'deadlineShift', { parameters: { shift: 'after' } });
    const kinds = saveInput(shifted, pack.id).rules.map((rule) => rule.kind);
    expect(kinds).toContain('deadlineShift');
    expect(kinds).toHaveLength(Object.keys(kaifeng2019.rules).length + 1);
    expect(saveInput(withoutChange(shifted, pack, 'deadlineShift'), pack.id).rules).toHaveLength(kinds.length - 1);
    expect(saveInput({ ...draft, documentNumber: '', note: '' }, pack.id)).toMatchObject({
      documentNumber: null,
      note: null,
      validFrom: '2026-11-18',
      isUsed: true,
    });
  });

  it('offers the permit steps of its own templates, and rows that begin empty', () => {
    const choices = stepChoices(draft);
    expect(choices).toContainEqual({ value: 'construction-permit', label: '施工许可证' });
    expect(new Set(choices.map((choice) => choice.value)).size).toBe(choices.length);
    const node = parameterForm('meetings').fields[0]?.node;
    expect(node?.type === 'list' && emptyRow(node.item, 'own-9')).toEqual({
      code: 'own-9',
      name: '',
      rhythm: 'weekly',
      chair: null,
      supervisor: null,
      source: '',
    });
  });
});
