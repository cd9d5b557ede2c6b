/** Code → 中文, once: pages, paper, messages and the import all say the same words. */
import type { AssignmentRole, leaderTiers } from '../domain/assignment.ts';
import type { OfficeKind } from '../domain/office.ts';
import type { ProgressState } from '../domain/progress-report.ts';
import type { ConstructionNature, ProjectLevel, ProjectPool } from '../domain/project.ts';
import type { unitKinds } from '../domain/unit.ts';

export const projectLevelLabels: Readonly<Record<ProjectLevel, string>> = {
  provincial: '省重点',
  municipal: '市重点',
  district: '区县重点',
};

export const constructionNatureLabels: Readonly<Record<ConstructionNature, string>> = {
  newBuild: '新建',
  continuing: '续建',
  expansion: '改扩建',
};

export const projectPoolLabels: Readonly<Record<ProjectPool, string>> = {
  reserve: '储备库',
  start: '开工库',
  construction: '在建库',
  completion: '竣工库',
};

export const progressStateLabels: Readonly<Record<ProgressState, string>> = {
  filled: '已填',
  reviewed: '已审',
  reported: '已报',
  corrected: '已更正',
};

export const assignmentRoleLabels: Readonly<Record<AssignmentRole, string>> = {
  responsibleLeader: '分包领导',
  projectSteward: '项目管家',
  ownerContact: '项目单位联系人',
};

export const leaderTierLabels: Readonly<Record<(typeof leaderTiers)[number], string>> = {
  provincial: '省级领导',
  municipal: '市级领导',
  district: '区县级领导',
};

export const unitKindLabels: Readonly<Record<(typeof unitKinds)[number], string>> = {
  department: '部门',
  town: '镇街道',
  park: '园区',
  company: '公司',
  other: '其他',
};

export const officeKindLabels: Readonly<Record<OfficeKind, string>> = {
  district: '区县重点办',
  centre: '市级中心',
};

export const moneyUnitLabels: Readonly<Record<'yuan' | 'wan' | 'yi', string>> = { yuan: '元', wan: '万元', yi: '亿元' };
