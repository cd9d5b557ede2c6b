/** What the 概况 tab shows and edits, in cards; a field's name is the one `projects.save` takes. */
import type { OutputOf } from '#shared/contract/index.ts';
import { annualPlan } from '#shared/domain/annual-plan.ts';
import { project } from '#shared/domain/project.ts';
import { landTenureLabels, projectStageLabels, reserveStageLabels } from '#shared/text/labels.ts';
import { choicesOf, levelChoices, natureChoices, poolChoices } from '../../components/choices.ts';
import type { Choice } from '../../components/ledger-grid/ledger-column.ts';
import type { FieldKind } from './field-editor.tsx';

type Found = OutputOf<'projects.get'>;

/** Where the words offered come from: the units, or what is written in this field elsewhere. */
export type WordSource = 'units' | keyof OutputOf<'projects.words'>;

export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly value: (found: Found) => unknown;
  readonly choices?: readonly Choice[];
  readonly words?: WordSource;
  readonly isWide?: boolean;
}

export interface Card {
  readonly title: string;
  readonly columns: number;
  readonly fields: readonly ShownField[];
}

type ProjectField = keyof typeof project.fields;
type More = Pick<ShownField, 'choices' | 'isWide' | 'words'>;

function ofProject(name: ProjectField, kind: FieldKind, more: More = {}): ShownField {
  return { name, label: project.fields[name].label, kind, value: (found) => found.project[name], ...more };
}

export const cards: readonly Card[] = [
  {
    title: '基本情况',
    columns: 4,
    fields: [
      ofProject('name', 'text', { isWide: true }),
      ofProject('code', 'text'),
      ofProject('level', 'choice', { choices: levelChoices }),
      ofProject('nature', 'choice', { choices: natureChoices }),
      ofProject('category', 'words', { words: 'category' }),
      ofProject('industry', 'words', { words: 'industry' }),
      ofProject('industryChain', 'words', { words: 'industryChain' }),
      ofProject('pool', 'choice', { choices: poolChoices }),
      ofProject('stage', 'choice', { choices: choicesOf(projectStageLabels) }),
      ofProject('reserveStage', 'choice', { choices: choicesOf(reserveStageLabels) }),
      ofProject('isTop500', 'yesNo'),
      ofProject('startsOn', 'day'),
      ofProject('completesOn', 'day'),
    ],
  },
  {
    title: '投资',
    columns: 4,
    fields: [
      ofProject('totalInvestment', 'money'),
      {
        name: 'plannedThisYear',
        label: '本年计划投资',
        kind: 'money',
        value: (found) => found.row.plannedThisYear,
      },
      {
        name: 'doneBeforeYear',
        label: annualPlan.fields.doneBeforeYear.label,
        kind: 'money',
        value: (found) => found.row.doneBeforeYear,
      },
      ofProject('investmentClass', 'words', { words: 'investmentClass' }),
      ofProject('fundingSource', 'words', { words: 'fundingSource' }),
    ],
  },
  {
    title: '单位与地点',
    columns: 4,
    fields: [
      {
        name: 'responsibleUnitNames',
        label: project.fields.responsibleUnits.label,
        kind: 'names',
        isWide: true,
        words: 'units',
        value: (found) => found.row.responsibleUnits.map((unit) => unit.name),
      },
      ofProject('departmentInCharge', 'words', { words: 'departmentInCharge' }),
      ofProject('permitAgentUnit', 'words', { words: 'permitAgentUnit' }),
      ofProject('owner', 'text', { isWide: true }),
      ofProject('place', 'text'),
    ],
  },
  {
    title: '用地',
    columns: 5,
    fields: [
      ofProject('plot', 'text'),
      ofProject('landTenure', 'choice', { choices: choicesOf(landTenureLabels) }),
      ofProject('landAuctionDay', 'fullDay'),
      ofProject('isInFreeTradeZone', 'yesNo'),
      ofProject('usesCommitment', 'yesNo'),
    ],
  },
  {
    title: '统计入库与达产',
    columns: 5,
    fields: [
      ofProject('isStatisticalRegistrationDue', 'yesNo'),
      ofProject('statisticallyRegisteredOn', 'fullDay'),
      ofProject('statisticalNote', 'text'),
      ofProject('capacityPercent', 'integer'),
      ofProject('capacityNote', 'text'),
    ],
  },
  {
    title: '建设内容',
    columns: 2,
    fields: [ofProject('summary', 'longText'), ofProject('overallGoal', 'longText'), ofProject('remark', 'longText')],
  },
  { title: '曾用名', columns: 1, fields: [ofProject('formerNames', 'names')] },
];
