/** 登记单: the sealed paper beside the enrolment file; the other office types two of its groups. */
import { shownDay } from '../calendar/day.ts';
import type { OfficeKind } from '../domain/office.ts';
import { officeKindLabels } from '../text/labels.ts';
import type { DocumentModel } from './model.ts';

export interface EnrolmentSheetInput {
  readonly office: {
    readonly id: string;
    readonly kind: OfficeKind;
    readonly fullName: string;
    readonly shortName: string;
    readonly signatureLine: string | null;
    readonly body: string | null;
    readonly contactName: string | null;
    readonly contactPhone: string | null;
  };
  /** Eight groups of five digits. */
  readonly fingerprint: readonly string[];
  readonly keyId: string;
  /** YYYY-MM-DD. */
  readonly madeOn: string;
}

export function enrolmentSheet({ office, fingerprint, keyId, madeOn }: EnrolmentSheetInput): DocumentModel {
  return {
    kind: 'document',
    title: '报送单位登记单',
    blocks: [
      {
        kind: 'keyValueTable',
        pairsPerLine: 2,
        items: [
          { label: '单位全称', text: office.fullName, isWide: true },
          { label: '单位简称', text: office.shortName },
          { label: '单位类别', text: officeKindLabels[office.kind] },
          { label: '设在单位', text: office.body ?? '' },
          { label: '密钥编号', text: keyId.slice(0, 8) },
          { label: '联系人', text: office.contactName ?? '' },
          { label: '联系电话', text: office.contactPhone ?? '' },
        ],
      },
      { kind: 'heading', text: '核对数' },
      { kind: 'signGroups', groups: [...fingerprint], perLine: 4, numbering: '第{n}组' },
      {
        kind: 'paragraph',
        isIndented: true,
        isSmall: true,
        text: '对方读入登记文件后，程序会随机指定其中两组。请由对方照本单输入，或打电话逐位念给对方；八组数不要用短信、微信等方式发送。两组都相符，登记才算完成。',
      },
      {
        kind: 'qr',
        // Says which office and which key, nothing else: the code on paper carries an identity, never data.
        text: `FIVE-ONES ${office.id} ${fingerprint.join('-')}`,
        caption: '单位与核对数（供扫码核对）',
        millimetres: 32,
      },
      {
        kind: 'signatures',
        places: [
          { label: '经办人', name: null, note: '签字' },
          { label: '单位负责人', name: null, note: '签字' },
        ],
      },
      { kind: 'seal', office: office.signatureLine ?? office.fullName, day: shownDay(madeOn) },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'sheet',
    hasPageNumbers: false,
    fileName: `登记单_${office.fullName}_${madeOn}`,
  };
}
