/** 督导检查表 as paper: the sheets of a round as one job, or one with sample facts while a template is written. */
import type { InspectionItem } from '../domain/inspection-template.ts';
import { currentSheetLayout } from '../inspection/sheet-layout.ts';
import { sheetCode, sheetNumber } from '../inspection/sheet-number.ts';
import { sampleDecisions, sampleFacts, sampleFigures, sampleIssues } from './inspection-sample.ts';
import type { PrintedSheet, SheetsModel } from './model.ts';

export type { PrintedSheet } from './model.ts';

/** In the order given; the copies of a sheet follow each other. */
export function sheetPaper(
  sheets: readonly PrintedSheet[],
  options: { readonly fileName: string; readonly copies: 1 | 2 },
): SheetsModel {
  return {
    kind: 'sheets',
    title: '督导检查表',
    sheets: [...sheets],
    copies: options.copies,
    page: { size: 'A4', orientation: 'portrait' },
    hasPageNumbers: false,
    fileName: options.fileName,
  };
}

export interface PreviewedTemplate {
  readonly name: string;
  readonly purpose: string | null;
  readonly source: string | null;
  readonly items: readonly InspectionItem[];
}

interface PreviewPlace {
  readonly officeName: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** ISO instant. */
  readonly now: string;
}

/** The sheet a template will be, with sample facts; its number is 0: no sheet is ever found by it. */
export function templatePreview(template: PreviewedTemplate, { officeName, day, now }: PreviewPlace): SheetsModel {
  const number = sheetNumber(Number(day.slice(0, 4)), 0);
  const sheet: PrintedSheet = {
    number,
    code: sheetCode('00000000', '00000000', number),
    officeName,
    roundName: '样表（示例数据，不用于填写）',
    projectName: '某某智能装备产业园标准化厂房及配套基础设施（一期）建设项目',
    plannedOn: day,
    content: {
      layout: currentSheetLayout,
      printedAt: now,
      templateName: template.name,
      purpose: template.purpose,
      source: template.source,
      inspectors: '某某丁、某某戊',
      facts: [...sampleFacts],
      figures: [...sampleFigures],
      issues: [...sampleIssues],
      decisions: [...sampleDecisions],
      items: [...template.items],
    },
  };
  return sheetPaper([sheet], { fileName: `检查表样表_${template.name}`, copies: 1 });
}
