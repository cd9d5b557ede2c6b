import { describe, expect, it } from 'vitest';
import { isLeftOpen, type Rule, type RuleKind, type RulePack, ruleKinds } from '#shared/rules/catalogue.ts';
import { ruleOf, rulePacks } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { type FormGroup, type FormNode, parameterForm } from '#shared/rules/parameter-form.ts';
import { parameterLines } from '#shared/rules/parameter-text.ts';

const kinds = Object.keys(ruleKinds) as RuleKind[];

function packOf(key: string): RulePack {
  const pack = rulePacks.find((each) => each.id.startsWith(`${key}@`));
  if (pack === undefined) throw new Error(`no pack ${key}`);
  return pack;
}

function stated(pack: RulePack): readonly Rule[] {
  return Object.values(pack.rules);
}

describe('the built-in packs', () => {
  it('are the five notices and a neutral one', () => {
    expect(rulePacks.map((pack) => [pack.id, pack.documentNumber])).toEqual([
      ['erqi-2024@1', '二七办文〔2024〕7号'],
      ['jinshui-2019@1', '金政办〔2019〕3号'],
      ['dengfeng-2018@1', '登项攻坚办〔2018〕1号'],
      ['kaifeng-2019@1', '汴办文〔2019〕13号'],
      ['zhengzhou-2022@1', '郑重办〔2022〕XX号'],
      ['neutral@1', ''],
    ]);
  });

  it.each(rulePacks.map((pack) => [pack.id, pack] as const))('%s keeps to the catalogue', (_, pack) => {
    for (const rule of stated(pack)) {
      const parameters = ruleKinds[rule.kind].parameters.safeParse(rule.parameters);
      expect(parameters.error?.message, rule.kind).toBeUndefined();
      expect(rule.shown.endsWith('。'), rule.shown).toBe(true);
      expect(rule.source.length, rule.kind).toBeLessThanOrEqual(300);
    }
    for (const [kind, rule] of Object.entries(pack.rules)) expect(rule.kind).toBe(kind);
  });

  it.each(rulePacks.filter((pack) => pack.documentNumber !== '').map((pack) => [pack.id, pack] as const))(
    '%s cites a notice and a clause with every rule',
    (_, pack) => {
      for (const rule of stated(pack))
        expect(rule.source, rule.kind).toMatch(/〔20\d\d〕.*(（|附件|引言|[一二三四五六])/);
    },
  );

  it('leave what they do not state to the neutral one, which says that no notice states it', () => {
    for (const kind of kinds) {
      expect(isLeftOpen(neutralPack.rules[kind]), kind).toBe(true);
      for (const pack of rulePacks) expect(ruleOf(pack, kind).kind).toBe(kind);
    }
    expect(isLeftOpen(ruleOf(packOf('jinshui-2019'), 'deadlineShift'))).toBe(true);
    expect(isLeftOpen(ruleOf(packOf('erqi-2024'), 'lagging'))).toBe(true);
    expect(isLeftOpen(ruleOf(packOf('erqi-2024'), 'steward'))).toBe(false);
  });

  it('count permit steps that mean the same under one code, so that the start standards are in every template', () => {
    const { templates } = neutralPack.rules.permitTemplates.parameters;
    expect(templates.map((template) => [template.code, template.steps.length])).toEqual([
      ['enterprise', 9],
      ['maojian-17', 17],
    ]);
    for (const { steps } of templates) {
      const codes = steps.map((step) => step.code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const step of steps) for (const before of step.after) expect(codes).toContain(before);
      for (const pack of rulePacks)
        for (const wanted of ruleOf(pack, 'startStandards').parameters.steps) expect(codes).toContain(wanted);
    }
    const [short, long] = templates.map((template) => new Set(template.steps.map((step) => step.code)));
    expect([...(short ?? [])].filter((code) => !long?.has(code))).toEqual([]);
  });
});

describe('the form of a rule', () => {
  const nodesOf = (node: FormNode): FormNode[] => {
    if (node.type === 'group') return [node, ...node.fields.flatMap((field) => nodesOf(field.node))];
    return node.type === 'list' ? [node, ...nodesOf(node.item)] : [node];
  };

  it('names every parameter and every choice in Chinese', () => {
    const isChinese = (text: string) => /[\u4e00-\u9fa5]/.test(text);
    for (const kind of kinds)
      for (const node of nodesOf(parameterForm(kind))) {
        if (node.type === 'group')
          for (const { name, label } of node.fields) expect(isChinese(label), `${kind}.${name}`).toBe(true);
        if (node.type === 'choice' || node.type === 'choices')
          for (const { value, label } of node.choices) expect(isChinese(label), `${kind} ${value}`).toBe(true);
      }
  });

  it('shows codes of no list, and gives money in 元 as 万元, minutes as a clock', () => {
    const fields = (group: FormGroup) => group.fields.map((field) => [field.name, field.node.type]);
    expect(fields(parameterForm('reportingPeriod'))).toEqual([
      ['closingWeekday', 'weekday'],
      ['closingMinute', 'clock'],
    ]);
    for (const kind of kinds)
      for (const node of nodesOf(parameterForm(kind)))
        if (node.type === 'group') expect(node.fields.map((field) => field.name)).not.toContain('code');
    const erqi = packOf('erqi-2024');
    expect(parameterLines('responsibleLeaders', ruleOf(erqi, 'responsibleLeaders').parameters)[0]?.text).toContain(
      '须有 分包领导，适用的项目级别 省重点、市重点，总投资不低于 10,000万元，职级 县处级',
    );
    expect(parameterLines('reportingPeriod', ruleOf(erqi, 'reportingPeriod').parameters)).toEqual([
      { label: '每周截止于', text: '周五' },
      { label: '截止时刻', text: '12:00' },
    ]);
  });
});
