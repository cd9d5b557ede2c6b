/** 恢复单: the only way back to the office's key when the passphrase is forgotten. Kept sealed, never in the computer. */
import { shownDay } from '../calendar/day.ts';
import type { DocumentModel } from './model.ts';

export interface RecoverySheetInput {
  readonly office: { readonly fullName: string };
  /** Rows such as 7K3QX-9ZD0M, in their order. */
  readonly recoveryText: readonly string[];
  readonly keyId: string;
  /** YYYY-MM-DD. */
  readonly madeOn: string;
}

export function recoverySheet({ office, recoveryText, keyId, madeOn }: RecoverySheetInput): DocumentModel {
  return {
    kind: 'document',
    title: '签名密钥恢复单',
    blocks: [
      { kind: 'largeText', text: '密封保存　不得拍照　不得存入电脑' },
      {
        kind: 'keyValueTable',
        pairsPerLine: 2,
        items: [
          { label: '单位', text: office.fullName, isWide: true },
          { label: '生成日期', text: shownDay(madeOn) },
          { label: '密钥编号', text: keyId.slice(0, 8) },
        ],
      },
      { kind: 'heading', text: '恢复内容' },
      { kind: 'signGroups', groups: [...recoveryText], perLine: 2, numbering: '第{n}行' },
      {
        kind: 'paragraph',
        isSmall: true,
        text: '字母只有大写，其中没有 I、L、O、U；像“0”的都是数字零，像“1”的都是数字一。短横线可以不输。',
      },
      { kind: 'qr', text: recoveryText.join('\n'), caption: '与上面各行内容相同，供扫码枪输入', millimetres: 26 },
      { kind: 'heading', text: '保管与使用' },
      {
        kind: 'list',
        items: [
          '打印后立即装入信封，封口处由经办人和单位负责人签字并加盖公章，交单位负责人或保密柜保管。',
          '只打印一份；打印机、电脑和U盘里都不留电子件。',
          '忘记口令或更换电脑时，由单位负责人批准拆封，在程序的“设置—口令与密钥—恢复密钥”里逐行输入，同时设置新口令，重新打印并封存。',
          '信封破损、丢失或怀疑被他人看过的，立即停用原密钥，并电话告知上级中心，重新登记。',
        ],
      },
      {
        kind: 'signatures',
        places: [
          { label: '经办人', name: null, note: '签字' },
          { label: '单位负责人', name: null, note: '签字' },
          { label: '封存日期', name: null, note: null },
        ],
      },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'sheet',
    hasPageNumbers: false,
    fileName: `恢复单_${office.fullName}_${madeOn}`,
  };
}
