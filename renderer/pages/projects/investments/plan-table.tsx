import { Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { PlanYearView } from '#shared/contract/investments.ts';
import { carryOverLabels } from '#shared/text/labels.ts';
import { sentenceOf } from '../../../client.ts';
import { MoneyInput } from '../../../components/money-input.tsx';
import { wanText } from '../../../components/money-text.ts';

type PlanChanges = InputOf<'investments.savePlan'>['changes'];

interface PlanTableProps {
  readonly plan: PlanYearView;
  readonly mayEdit: boolean;
  readonly onSave: (changes: PlanChanges) => Promise<void>;
}

const quarterNames = ['一季度', '二季度', '三季度', '四季度'] as const;

/** One year: twelve months under four quarters; the plan above, what was done below. */
export function PlanTable({ plan, mayEdit, onSave }: PlanTableProps): ReactNode {
  function save(changes: PlanChanges): void {
    onSave(changes).catch((error: unknown) =>
      notifications.show({ title: '没有保存', message: sentenceOf(error), color: 'orange', autoClose: false }),
    );
  }
  const money = (label: string, field: keyof PlanChanges, value: number | null) => (
    <PlanMoney label={label} value={value} mayEdit={mayEdit} onSave={(yuan) => save({ [field]: yuan })} />
  );
  const words = (label: string, field: keyof PlanChanges, value: string | null) => (
    <PlanWords label={label} value={value} mayEdit={mayEdit} onSave={(text) => save({ [field]: text })} />
  );
  const { quarters, months, year } = plan;
  const carry = plan.carryOver as keyof typeof carryOverLabels | null;
  return (
    <>
      <table className="plan-year">
        <tbody>
          <tr>
            <th scope="row">年度计划</th>
            <td>{money(`${year}年度计划投资`, 'plannedInvestment', plan.plannedInvestment)}</td>
            <th scope="row">本年累计</th>
            <td className="plan-done">{wanText(plan.doneThisYear)}</td>
            <th scope="row">完成率</th>
            <td className="plan-done">{rate(plan.doneThisYear, plan.plannedInvestment)}</td>
            <th scope="row">截至上年底</th>
            <td>{money('截至上年底完成投资', 'doneBeforeYear', plan.doneBeforeYear)}</td>
            <th scope="row">结转</th>
            <td>
              {carry === null ? '' : carryOverLabels[carry]}
              {plan.carryOverNote === null ? '' : `（${plan.carryOverNote}）`}
            </td>
          </tr>
          <tr>
            <th scope="row">年度任务</th>
            <td colSpan={9}>{words(`${year}年度建设任务`, 'task', plan.task)}</td>
          </tr>
        </tbody>
      </table>
      <table className="plan-table">
        <thead>
          <tr>
            <th scope="col" />
            {quarterNames.map((name) => (
              <th key={name} scope="colgroup" colSpan={3}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">工作内容</th>
            {quarters.map((quarter, index) => (
              <td key={quarterNames[index]} colSpan={3}>
                {words(`${quarterNames[index]}工作内容`, quarterField(index, 'Task'), quarter.task)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">季度计划</th>
            {quarters.map((quarter, index) => (
              <td key={quarterNames[index]} colSpan={3}>
                {money(`${quarterNames[index]}计划投资`, quarterField(index, 'Investment'), quarter.planned)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">季度完成</th>
            {quarters.map((quarter, index) => (
              <td key={quarterNames[index]} colSpan={3} className="plan-done">
                {wanText(quarter.done)}
                {rateNote(quarter.done, quarter.planned)}
              </td>
            ))}
          </tr>
          <tr className="plan-months">
            <th scope="row">月份</th>
            {months.map((month, index) => (
              <th
                key={monthName(index)}
                scope="col"
                title={month.cumulative === null ? undefined : `本年累计 ${wanText(month.cumulative)} 万元`}
              >
                {monthName(index)}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">月度计划</th>
            {months.map((month, index) => (
              <td key={monthName(index)}>{money(`${monthName(index)}计划投资`, monthField(index), month.planned)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">本月完成</th>
            {months.map((month, index) => (
              <td key={monthName(index)} className="plan-done">
                {wanText(month.done)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">本年累计</th>
            {months.map((month, index) => (
              <td key={monthName(index)} className="plan-done">
                {wanText(month.cumulative)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </>
  );
}

function PlanMoney(props: {
  readonly label: string;
  readonly value: number | null;
  readonly mayEdit: boolean;
  readonly onSave: (yuan: number | null) => void;
}): ReactNode {
  if (!props.mayEdit) return <div className="plan-done">{wanText(props.value)}</div>;
  return (
    <MoneyInput
      size="xs"
      variant="unstyled"
      aria-label={props.label}
      rightSection={null}
      rightSectionWidth={0}
      value={props.value}
      onSave={props.onSave}
    />
  );
}

function PlanWords(props: {
  readonly label: string;
  readonly value: string | null;
  readonly mayEdit: boolean;
  readonly onSave: (text: string | null) => void;
}): ReactNode {
  const { label, value, mayEdit, onSave } = props;
  const [typed, setTyped] = useState<string | null>(null);
  if (!mayEdit) return <div className="plan-words">{value}</div>;
  function finish(): void {
    if (typed === null) return;
    const text = typed.trim() === '' ? null : typed.trim();
    setTyped(null);
    if (text !== value) onSave(text);
  }
  return (
    <Textarea
      size="xs"
      variant="unstyled"
      aria-label={label}
      autosize
      minRows={1}
      maxRows={8}
      maxLength={2000}
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
    />
  );
}

function quarterField(index: number, what: 'Task' | 'Investment'): keyof PlanChanges {
  return `quarter${index + 1}${what}` as keyof PlanChanges;
}

function monthField(index: number): keyof PlanChanges {
  return `month${index + 1}Investment` as keyof PlanChanges;
}

function monthName(index: number): string {
  return `${index + 1}月`;
}

function rate(done: number | null, planned: number | null): string {
  return done === null || planned === null || planned === 0 ? '' : `${Math.round((done / planned) * 1000) / 10}%`;
}

function rateNote(done: number | null, planned: number | null): string {
  const text = rate(done, planned);
  return text === '' ? '' : `（${text}）`;
}
