/** Code → 中文, once: pages, paper, messages and the import all say the same words. */

import type { ReminderRowKind } from '../contract/reminders.ts';
import type { AgendaReason } from '../domain/agenda-item.ts';
import type { CarryOver } from '../domain/annual-plan.ts';
import type { AssignmentRole, leaderTiers } from '../domain/assignment.ts';
import type { AttachmentKind } from '../domain/attachment.ts';
import type { AttendanceKind } from '../domain/attendance.ts';
import type { duplicateVerdicts } from '../domain/duplicate-verdict.ts';
import type { Factor, FactorState } from '../domain/factor-need.ts';
import type { GroupKind } from '../domain/group.ts';
import type { GroupRole } from '../domain/group-member.ts';
import type { InstructionState } from '../domain/instruction.ts';
import type { IssueOrigin, IssueState, ReviewResult } from '../domain/issue.ts';
import type { IssueEntryKind } from '../domain/issue-entry.ts';
import type { MeetingState } from '../domain/meeting.ts';
import type { MilestoneKind } from '../domain/milestone.ts';
import type { MonthCheckState } from '../domain/month-check.ts';
import type { OfficeKind } from '../domain/office.ts';
import type { PermitStage, PermitState } from '../domain/permit.ts';
import type { PoolTransitionKind } from '../domain/pool-transition.ts';
import type { ProgressState } from '../domain/progress-report.ts';
import type {
  ConstructionNature,
  LandTenure,
  ProjectLevel,
  ProjectPool,
  ProjectStage,
  ReserveStage,
} from '../domain/project.ts';
import type { TaskOrigin, TaskReviewResult, TaskState } from '../domain/task.ts';
import type { TaskEntryKind } from '../domain/task-entry.ts';
import type { unitKinds } from '../domain/unit.ts';
import type { OverdueKind } from '../rules/overdue.ts';
import type { ReminderKind } from '../rules/reminders.ts';

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
  areaLeader: '挂钩领导',
  townHead: '镇街道主要负责人',
  accountableOfficer: '县级干部责任人',
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

export const projectStageLabels: Readonly<Record<ProjectStage, string>> = {
  planning: '谋划储备',
  attraction: '招引落地',
  approval: '项目审批',
  construction: '开工建设',
  acceptance: '竣工验收',
};

export const reserveStageLabels: Readonly<Record<ReserveStage, string>> = {
  planned: '谋划',
  inNegotiation: '在谈',
  signed: '签约',
  landed: '落地',
};

export const landTenureLabels: Readonly<Record<LandTenure, string>> = {
  granted: '出让',
  allocated: '划拨',
  leased: '租赁',
  none: '不涉及用地',
};

export const carryOverLabels: Readonly<Record<CarryOver, string>> = {
  carried: '结转',
  new: '新列入',
  notCarried: '未结转',
};

export const groupKindLabels: Readonly<Record<GroupKind, string>> = {
  leadingGroup: '领导小组',
  promotionGroup: '推进小组',
  taskForce: '工作专班',
  liaisonGroup: '服务督导工作小组',
  solvingTeam: '问题攻坚组',
  commandPost: '项目指挥部',
};

export const groupRoleLabels: Readonly<Record<GroupRole, string>> = {
  leader: '组长',
  executiveDeputy: '常务副组长',
  deputy: '副组长',
  member: '成员',
  contact: '联络员',
  overseer: '分管负责人',
};

export const milestoneKindLabels: Readonly<Record<MilestoneKind, string>> = {
  signing: '签约',
  landAuction: '土地摘牌',
  start: '开工',
  completion: '竣工',
  fullBenefit: '达效',
  own: '自定节点',
};

export const permitStageLabels: Readonly<Record<PermitStage, string>> = {
  projectApproval: '立项阶段',
  constructionApproval: '报建阶段',
  construction: '建设阶段',
  acceptance: '竣工验收阶段',
};

export const permitStateLabels: Readonly<Record<PermitState, string>> = {
  notStarted: '未办',
  inHand: '在办',
  done: '已办结',
  notApplicable: '不适用',
};

export const factorLabels: Readonly<Record<Factor, string>> = {
  capital: '资金',
  land: '用地',
  permits: '手续',
  demolition: '拆迁清表',
  planning: '规划',
  environment: '环评',
  attachments: '附属物拆迁',
  water: '用水',
  power: '用电',
  sewage: '污水排放',
  road: '进场道路',
};

export const factorStateLabels: Readonly<Record<FactorState, string>> = {
  notNeeded: '不需要',
  met: '已保障',
  needed: '待保障',
};

/** 应开未开、应竣未竣: 汴办文〔2019〕13号 五(一). */
export const findingKindLabels: Readonly<Record<OverdueKind | 'notRegistered', string>> = {
  dueNotStarted: '应开未开',
  dueNotCompleted: '应竣未竣',
  notResumed: '应复工未复工',
  belowCapacity: '竣工未达产',
  nodeOverdue: '节点逾期',
  notRegistered: '统计应入未入',
};

export const poolTransitionKindLabels: Readonly<Record<PoolTransitionKind, string>> = {
  entry: '入库',
  lateEntry: '窗口期外入库',
  transfer: '转化',
  exit: '退库',
  correction: '更正',
};

export const attachmentKindLabels: Readonly<Record<AttachmentKind, string>> = {
  photo: '照片',
  application: '选报申请',
  consent: '同意文件',
  permit: '批复证照',
  plan: '实施方案',
  contract: '协议合同',
  scan: '扫描件',
  other: '其他',
};

export const monthCheckStateLabels: Readonly<Record<MonthCheckState, string>> = {
  open: '待核',
  checked: '已核',
  questioned: '有出入',
};

export const duplicateVerdictLabels: Readonly<Record<(typeof duplicateVerdicts)[number], string>> = {
  different: '不是同一个项目',
  merged: '已合并',
  same: '是同一个项目',
};

export const issueStateLabels: Readonly<Record<IssueState, string>> = {
  open: '待办',
  inHand: '在办',
  closed: '已销号',
};

export const issueOriginLabels: Readonly<Record<IssueOrigin, string>> = {
  report: '周报',
  inspection: '现场督导',
  meeting: '会议',
  owner: '项目单位反映',
  superior: '上级交办',
  other: '其他',
};

export const issueEntryKindLabels: Readonly<Record<IssueEntryKind, string>> = {
  progress: '办理进展',
  handover: '交办',
  extension: '延期',
  closing: '销号',
  reopening: '重新打开',
  review: '回头看',
};

export const reviewResultLabels: Readonly<Record<ReviewResult, string>> = {
  solved: '已解决',
  recurred: '反弹',
};

export const instructionStateLabels: Readonly<Record<InstructionState, string>> = {
  presented: '已呈送',
  received: '已批示',
  inHand: '办理中',
  answered: '已反馈',
};

export const taskStateLabels: Readonly<Record<TaskState, string>> = {
  draft: '待明确',
  assigned: '已交办',
  inHand: '在办',
  replied: '已反馈待审',
  returned: '退回重办',
  escalated: '已提交上级',
  closed: '已办结',
};

export const taskOriginLabels: Readonly<Record<TaskOrigin, string>> = {
  meeting: '会议议定',
  instruction: '领导批示',
  issue: '问题台账',
  inspection: '现场督导',
  visit: '领导调研',
  superior: '上级交办',
  own: '本单位提出',
};

export const taskEntryKindLabels: Readonly<Record<TaskEntryKind, string>> = {
  assign: '交办',
  accept: '签收',
  progress: '办理进展',
  reply: '反馈',
  return: '退回',
  extensionAsked: '申请延期',
  extensionGranted: '同意延期',
  extensionRefused: '不同意延期',
  reminder: '催办',
  escalate: '提交上级',
  close: '办结',
  review: '回头看',
  reopen: '重新打开',
};

export const taskReviewResultLabels: Readonly<Record<TaskReviewResult, string>> = {
  kept: '已落实，没有反弹',
  recurred: '反弹',
};

export const meetingStateLabels: Readonly<Record<MeetingState, string>> = {
  planned: '拟召开',
  held: '已召开',
  minuted: '纪要已形成',
  issued: '纪要已印发',
  cancelled: '取消',
};

export const agendaReasonLabels: Readonly<Record<AgendaReason, string>> = {
  overdueTask: '督办事项逾期',
  urgentIssue: '紧急或逾期问题',
  lagging: '进度滞后',
  missedMilestone: '节点未完成',
  notReported: '没有填报',
};

export const attendanceKindLabels: Readonly<Record<AttendanceKind, string>> = {
  present: '出席',
  observer: '列席',
  excused: '请假',
};

export const reminderKindLabels: Readonly<Record<ReminderKind, string>> = {
  reporting: '报送',
  supervision: '问题与督办',
  meetings: '会议',
  schedule: '项目节点与手续',
  inspection: '现场督导',
  people: '人员与分包',
  books: '账目与适用文件',
};

export const reminderRowKindLabels: Readonly<Record<ReminderRowKind, string>> = {
  decision: '议定事项',
  task: '督办事项',
  issue: '问题',
  milestone: '节点',
  permit: '手续',
  factor: '要素',
  report: '填报',
  instruction: '领导批示',
  visit: '调研',
};
