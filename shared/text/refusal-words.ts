import type { Refusal } from '../package/ownership.ts';

const words: Readonly<Record<Refusal['code'] | 'MALFORMED' | 'TAKEN_BACK', string>> = {
  OWNED_BY_ANOTHER_OFFICE: '这条记录归别的单位管理',
  NOT_FOR_THIS_KIND_OF_OFFICE: '这类记录不由本级单位填报',
  MALFORMED: '对方的版本读不懂其中的内容，请双方都更新到最新版本',
  TAKEN_BACK: '对方撤销了那次接收，下一份报送包会再带去',
};

/** Why another office has not taken a record in. */
export function refusalWords(code: string): string {
  return Object.hasOwn(words, code) ? words[code as keyof typeof words] : `代码 ${code}，请把代码读给对方`;
}
