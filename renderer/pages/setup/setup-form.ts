/** What the wizard holds, its steps, and what each step still lacks. Values in, sentences out. */
import type { InputOf } from '#shared/contract/index.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { shortestPassphrase } from './passphrase-strength.ts';

export interface SetupForm {
  readonly kind: OfficeKind;
  readonly fullName: string;
  readonly shortName: string;
  readonly signatureLine: string;
  readonly body: string;
  readonly reportsTo: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly operator: string;
  readonly passphrase: string;
  readonly again: string;
  readonly rulePack: string | null;
  readonly hasNoSecrets: boolean;
}

export const emptyForm: SetupForm = {
  kind: 'district',
  fullName: '',
  shortName: '',
  signatureLine: '',
  body: '',
  reportsTo: '',
  contactName: '',
  contactPhone: '',
  operator: '',
  passphrase: '',
  again: '',
  rulePack: null,
  hasNoSecrets: false,
};

export const setupSteps = ['单位', '联系与落款', '经办人与口令', '适用文件', '恢复单'] as const;
export const formSteps = 4;

export type Lacks = Partial<Record<keyof SetupForm, string>>;

/** What keeps a step from being left, by field. */
export function lacksOf(step: number, form: SetupForm): Lacks {
  const lacks: Lacks = {};
  if (step === 0) {
    if (form.fullName.trim().length < 2) lacks.fullName = '请填写单位全称，与公章一致';
    if (form.shortName.trim() === '') lacks.shortName = '请填写单位简称，例如“青石区”';
  }
  if (step === 2) {
    if (form.operator.trim() === '') lacks.operator = '请填写经办人姓名';
    if ([...form.passphrase].length < shortestPassphrase) lacks.passphrase = `口令至少 ${shortestPassphrase} 个字符`;
    else if (form.again !== form.passphrase) lacks.again = '两次填写的口令不一样';
  }
  if (step === 3 && !form.hasNoSecrets) lacks.hasNoSecrets = '请确认后再继续';
  return lacks;
}

export function setUpInput(form: SetupForm): InputOf<'offices.setUp'> {
  const input: InputOf<'offices.setUp'> = {
    kind: form.kind,
    fullName: form.fullName.trim(),
    shortName: form.shortName.trim(),
    operator: form.operator.trim(),
    passphrase: form.passphrase,
  };
  const optional = ['signatureLine', 'body', 'reportsTo', 'contactName', 'contactPhone'] as const;
  for (const field of optional) {
    const text = form[field].trim();
    if (text !== '') input[field] = text;
  }
  if (form.rulePack !== null) input.rulePack = form.rulePack;
  return input;
}
