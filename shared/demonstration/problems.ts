/** Problems a project runs into, how each is worked on from week to week, and the units it needs. */
export interface ProblemKind {
  readonly units: readonly string[];
  readonly problem: string;
  /** Said one after another while the problem is open. */
  readonly steps: readonly string[];
  readonly solved: string;
}

export const problemKinds: readonly ProblemKind[] = [
  {
    units: ['{town}', '区自然资源局'],
    problem: '红线内尚有{n}户房屋、{m}亩附属物未清表，影响{part}施工。（涉及单位：{units}）',
    steps: [
      '{town}已成立工作专班入户签约，本周新签{k}户。',
      '已签约{k2}户，剩余{k}户正在对接评估。',
      '区重点办组织专题会，明确月底前完成清表。',
    ],
    solved: '征迁清表已全部完成，作业面移交施工单位。',
  },
  {
    units: ['区自然资源局'],
    problem: '{m}亩用地指标尚未落实，土地证无法办理。（涉及单位：{units}）',
    steps: [
      '区自然资源局已将用地纳入本批次组卷上报。',
      '组卷材料已通过市级初审，等待批复。',
      '正在补充听证和社会稳定风险评估材料。',
    ],
    solved: '用地批复已取得，正在办理不动产登记。',
  },
  {
    units: ['青石城市建设投资有限公司', '区发展改革局'],
    problem: '建设资金缺口约{m}00万元，工程款拨付滞后。（涉及单位：{units}）',
    steps: [
      '已向上申报专项债券，材料通过初审。',
      '区财政先行调度资金，保障农民工工资支付。',
      '正与两家银行对接项目贷款，已进入贷审程序。',
    ],
    solved: '资金已到位，已按节点拨付工程进度款。',
  },
  {
    units: ['区住房城乡建设局'],
    problem: '施工许可证尚未办理，缺少{part}图审合格书和人防审批意见。（涉及单位：{units}）',
    steps: [
      '代办专员已介入，图审意见正在回复。',
      '人防审批已受理，承诺五个工作日内办结。',
      '联审联批会议已审议，同意容缺受理。',
    ],
    solved: '施工许可证已核发。',
  },
  {
    units: ['区城市管理局', '{town}'],
    problem: '{part}有供电、通信线缆{n}处需迁改，产权单位尚未进场。（涉及单位：{units}）',
    steps: [
      '已召开管线迁改协调会，迁改方案完成会签。',
      '通信线缆迁改{k}处，电力迁改正在停电审批。',
      '产权单位已进场，预计两周内完成。',
    ],
    solved: '线缆迁改全部完成，现场已恢复施工。',
  },
  {
    units: ['区生态环境局', '区城市管理局'],
    problem: '受大气污染管控影响，土方作业停工{n}天，渣土清运车辆不足。（涉及单位：{units}）',
    steps: [
      '已申请民生工程绿色通道，办理渣土清运证{k}份。',
      '调整施工组织，优先安排室内作业。',
      '正在申报扬尘管控豁免清单。',
    ],
    solved: '管控解除，已恢复正常施工并加班赶工。',
  },
  {
    units: ['区水利局', '区交通运输局'],
    problem: '{part}与现状河道、公路交叉，涉河涉路手续未批复。（涉及单位：{units}）',
    steps: [
      '防洪影响评价报告已完成专家评审。',
      '涉路施工方案正在修改，已与主管部门对接。',
      '两项手续已受理，正在公示。',
    ],
    solved: '涉河涉路手续均已批复。',
  },
  {
    units: ['区工业信息化局'],
    problem: '企业受市场影响调整投资节奏，设备订货推迟，施工人员仅{n}0余人。（涉及单位：{units}）',
    steps: [
      '分包领导到企业走访，督促制定赶工计划。',
      '企业承诺下月增加班组{k}个，追回滞后工期。',
      '已帮助企业对接供应链金融产品。',
    ],
    solved: '企业已恢复正常投入，现场作业人员增至{m}人。',
  },
];

export const siteParts = [
  '东侧地块',
  '南段',
  '北侧出入口',
  '二标段',
  '地下室',
  '主线K1至K2段',
  '西南角',
  '一期范围',
] as const;
