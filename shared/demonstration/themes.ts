/** Kinds of projects in the fictional district, each with its own words. `{…}` is filled in by `fill`. */
import type { WorkFamily } from './works.ts';

export interface Theme {
  readonly category: string;
  readonly family: WorkFamily;
  readonly investmentClass: '社会投资' | '区本级财政' | '非区本级财政';
  readonly fundingSources: readonly string[];
  /** The department that answers for it, by its short name. */
  readonly department: string;
  readonly names: readonly string[];
  readonly products: readonly string[];
  readonly summary: string;
  readonly owner: string;
  /** 亿元, the range most of its projects lie in. */
  readonly scale: readonly [number, number];
}

const company = '云岭{word}{trade}有限公司';

export const themes: readonly Theme[] = [
  {
    category: '先进制造业',
    family: 'plant',
    investmentClass: '社会投资',
    fundingSources: ['企业自筹', '企业投资', '企业自筹及银行贷款'],
    department: '工业信息化局',
    names: [
      '{place}{product}项目',
      '{place}{product}二期项目',
      '云岭{word}{product}项目',
      '{word}{product}技术改造项目',
    ],
    products: [
      '精密铸件生产线',
      '电机部件生产基地',
      '智能仓储装备制造',
      '可降解包装材料',
      '工业机器人关节',
      '特种玻璃生产线',
      '中央厨房食品加工',
      '医用敷料生产基地',
      '园林机械总装',
      '装配式建材基地',
    ],
    summary:
      '项目位于{road}以{side}，占地{area}亩，建设标准化厂房{floor}万平方米及研发、检测、仓储等配套设施，购置生产设备{sets}台（套），建成后形成年产{output}万件（套）的生产能力。',
    owner: company,
    scale: [1.2, 18],
  },
  {
    category: '现代服务业',
    family: 'building',
    investmentClass: '社会投资',
    fundingSources: ['企业自筹', '企业投资'],
    department: '商务局',
    names: ['{place}{product}', '{word}{product}项目', '{place}{product}（一期）'],
    products: ['商业综合体', '冷链物流园', '专业市场', '总部办公楼', '康养小镇', '供应链中心', '星级酒店', '会展中心'],
    summary:
      '项目选址于{town}，东邻{road}，总建筑面积{floor}万平方米，地上{storey}层、地下{basement}层，主要建设商业、办公、停车及配套用房。',
    owner: company,
    scale: [1, 22],
  },
  {
    category: '基础设施',
    family: 'line',
    investmentClass: '区本级财政',
    fundingSources: ['区财政', '专项债券', '区财政及专项债券'],
    department: '交通运输局',
    names: ['{road}{product}工程', '{place}至{place2}{product}工程', '{road}（{place}段）{product}工程'],
    products: ['新建', '改扩建', '快速化改造', '跨河大桥', '连接线'],
    summary: '路线全长{length}公里，红线宽度{width}米，双向{lane}车道，同步实施雨污水、照明、绿化、通信管沟等工程。',
    owner: '青石交通发展有限公司',
    scale: [0.3, 12],
  },
  {
    category: '基础设施',
    family: 'line',
    investmentClass: '区本级财政',
    fundingSources: ['区财政', '专项债券', '中央预算内资金及区财政'],
    department: '城市管理局',
    names: ['{place}片区{product}工程', '青石区{product}项目', '{town}{product}工程（一期）'],
    products: ['污水主管网改造', '雨污分流改造', '燃气管网更新', '地下综合管廊', '供水一体化', '智慧路灯更新'],
    summary:
      '新建及改造管线{length}公里，覆盖{town}等{count}个镇街，配套建设提升泵站{stations}座、检查井{wells}座，恢复路面{floor}万平方米。',
    owner: '青石城市建设投资有限公司',
    scale: [0.1, 6],
  },
  {
    category: '社会民生',
    family: 'building',
    investmentClass: '区本级财政',
    fundingSources: ['区财政', '专项债券', '上级补助及区财政'],
    department: '教育局',
    names: ['{place}{product}', '{town}{product}项目', '青石区{place}{product}迁建项目'],
    products: ['实验小学', '初级中学', '公办幼儿园', '职业教育中心', '九年一贯制学校'],
    summary:
      '项目占地{area}亩，规划{classes}个教学班，新建教学楼、综合楼、食堂、风雨操场等，总建筑面积{floor}万平方米。',
    owner: '区教育局',
    scale: [0.15, 3.5],
  },
  {
    category: '社会民生',
    family: 'building',
    investmentClass: '非区本级财政',
    fundingSources: ['专项债券', '上级补助及区财政', '区财政'],
    department: '卫生健康局',
    names: ['青石区{product}', '{place}{product}项目', '{town}{product}'],
    products: ['妇幼保健院', '中医院门诊综合楼', '社区卫生服务中心', '疾控中心实验楼', '医养结合中心'],
    summary:
      '新建门诊、医技、住院及后勤用房{floor}万平方米，设置床位{beds}张，地下停车位{cars}个，并购置配套医疗设备。',
    owner: '区卫生健康局',
    scale: [0.08, 5],
  },
  {
    category: '安置房及城市更新',
    family: 'building',
    investmentClass: '区本级财政',
    fundingSources: ['区财政', '专项债券', '融资'],
    department: '住房城乡建设局',
    names: ['{place}安置区{product}', '{town}{product}', '{place}片区{product}项目'],
    products: ['一号地块', '三号地块', '老旧小区综合改造', '城中村改造', '保障性租赁住房'],
    summary:
      '规划用地{area}亩，建设住宅{blocks}栋、{homes}套，总建筑面积{floor}万平方米，配套建设幼儿园、社区用房及地下停车场。',
    owner: '青石城市建设投资有限公司',
    scale: [0.5, 25],
  },
  {
    category: '生态水利',
    family: 'landscape',
    investmentClass: '非区本级财政',
    fundingSources: ['上级补助及区财政', '中央预算内资金', '专项债券'],
    department: '水利局',
    names: ['{place}河{product}工程', '{place}湖{product}项目', '{town}{product}工程'],
    products: ['综合治理', '生态修复', '小流域治理', '水系连通', '防洪能力提升'],
    summary:
      '治理河道{length}公里，新建护岸{length2}公里、滨水绿道{length}公里，清淤{earth}万立方米，建设湿地{area}亩及景观节点{count}处。',
    owner: '青石水务投资有限公司',
    scale: [0.1, 8],
  },
  {
    category: '文化旅游',
    family: 'landscape',
    investmentClass: '社会投资',
    fundingSources: ['企业自筹', '区财政及社会资本'],
    department: '文化旅游局',
    names: ['{place}{product}项目', '{word}{product}', '{town}{product}'],
    products: ['文化公园', '民俗街区', '山地度假区', '工业遗址公园', '植物园', '露营基地'],
    summary:
      '项目规划面积{area}亩，建设游客中心、展陈馆、特色街区及停车场，修建游步道{length}公里，绿化{floor}万平方米。',
    owner: '青石文旅开发有限公司',
    scale: [0.2, 9],
  },
  {
    category: '现代农业',
    family: 'landscape',
    investmentClass: '社会投资',
    fundingSources: ['企业自筹', '衔接资金及企业自筹'],
    department: '农业农村局',
    names: ['{town}{product}项目', '{place}{product}基地', '{word}{product}产业园'],
    products: ['高标准农田', '设施蔬菜', '田园综合体', '花卉种苗', '食用菌种植'],
    summary:
      '流转土地{area}亩，新建连栋温室{count}座、分拣冷藏车间{floor}万平方米，配套水肥一体化和田间道路{length}公里。',
    owner: company,
    scale: [0.05, 2.5],
  },
  {
    category: '数字经济',
    family: 'plant',
    investmentClass: '社会投资',
    fundingSources: ['企业自筹', '企业投资'],
    department: '发展改革局',
    names: ['{word}{product}项目', '云岭{place}{product}', '{place}{product}（二期）项目'],
    products: ['算力中心', '软件创新园', '工业互联网平台', '无人机检测基地', '储能电站', '分布式光伏'],
    summary:
      '建设机房及研发用房{floor}万平方米，部署设备{sets}台（套），配套建设变配电、制冷和安防系统，一期供电容量{power}兆瓦。',
    owner: company,
    scale: [0.6, 30],
  },
];

export const companyTrades = ['智能装备', '新材料', '实业', '科技', '食品', '置业', '生物技术', '农业发展'] as const;

/** Replaces each `{name}`; a name without a value stays visible, which a test would see. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
