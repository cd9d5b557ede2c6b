/** The names of 青石区, 云岭市. All are invented on purpose so that nobody can take them for a real place or person. */

export const cityName = '云岭市';
export const districtName = '青石区';

/** Surname and a solar term, a herb or a bird: names no official bears. */
const leaderGivenNames =
  '立春 雨水 惊蛰 春分 谷雨 立夏 小满 芒种 夏至 小暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 冬至 小寒 大寒'.split(' ');
const stewardGivenNames =
  '当归 半夏 连翘 杜仲 茯苓 白芷 忍冬 景天 紫苏 决明 厚朴 远志 苍术 沉香 青黛 木香 竹茹 石斛 甘草 桔梗 辛夷 桂枝 款冬 泽兰 佩兰 藿香 防风 独活 天麻 麦冬'.split(
    ' ',
  );
const contactGivenNames =
  '白鹭 黄鹂 画眉 云雀 杜鹃 翠鸟 鸿雁 喜鹊 斑鸠 百灵 鹧鸪 红隼 戴胜 朱鹮 灰鹤 金翅 燕鸥 银鸥 沙鸥 白鹇'.split(' ');
const surnames =
  '赵 钱 孙 李 周 吴 郑 王 冯 陈 卫 蒋 沈 韩 杨 朱 秦 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜 欧阳 上官 诸葛 司徒'.split(
    ' ',
  );

export interface NamedPost {
  readonly name: string;
  readonly post: string;
  readonly rank: string | null;
}

const leaderPosts = [
  '区委副书记',
  '区委常委、副区长',
  '区委常委、组织部部长',
  '区委常委、宣传部部长',
  '区人大常委会副主任',
  '副区长',
  '区政协副主席',
  '区政府党组成员',
];

export const leaders: readonly NamedPost[] = leaderGivenNames.map((given, index) => ({
  name: named(index * 5 + 3, given),
  post: leaderPosts[index % leaderPosts.length] ?? '副区长',
  rank: '县处级',
}));

export const stewards: readonly NamedPost[] = stewardGivenNames.map((given, index) => ({
  name: named(index * 7 + 1, given),
  post: ['局长', '主任', '党工委书记', '镇长', '总经理'][index % 5] ?? '主任',
  rank: index % 4 === 0 ? '乡科级正职' : '乡科级副职',
}));

export const contacts: readonly NamedPost[] = contactGivenNames.map((given, index) => ({
  name: named(index * 11 + 6, given),
  post: ['项目经理', '工程部经理', '综合部经理', '项目负责人'][index % 4] ?? '项目经理',
  rank: null,
}));

/** Stars: leaders of the province and the city who are tied to a project (附件3, 附件4). */
export const seniorLeaders: readonly (NamedPost & { readonly tier: 'provincial' | 'municipal' })[] = [
  ...'长庚 启明 天枢'.split(' ').map((given, index) => ({
    name: named(index * 9 + 30, given),
    post: ['省人大常委会副主任', '副省长', '省政协副主席'][index] ?? '副省长',
    rank: '省部级副职',
    tier: 'provincial' as const,
  })),
  ...'摇光 玉衡 开阳 天璇 天玑'.split(' ').map((given, index) => ({
    name: named(index * 6 + 2, given),
    post:
      ['市委常委、副市长', '副市长', '市人大常委会副主任', '市政协副主席', '市委常委、统战部部长'][index] ?? '副市长',
    rank: '厅局级副职',
    tier: 'municipal' as const,
  })),
];

/** Flowers and trees: who is telephoned at a unit (联络员), one each. */
const liaisonGivenNames =
  '海棠 丁香 茉莉 玉兰 蔷薇 芍药 月季 木槿 凌霄 石榴 腊梅 桃夭 杏雨 梨白 樱宁 紫荆 合欢 木棉 山茶 水仙 文竹 芭蕉 菖蒲 蒹葭 浮萍 青桐 银杉 白桦 赤松 翠柏 红枫 绿柳 黄杨'.split(
    ' ',
  );
export const liaisons: readonly NamedPost[] = liaisonGivenNames.map((given, index) => ({
  name: named(index * 13 + 4, given),
  post: ['办公室主任', '规划科科长', '项目科副科长', '综合科科员'][index % 4] ?? '综合科科员',
  rank: null,
}));

/** 三位经办人 and the two who review and sign. */
export const operators = ['云小满', '石春分', '岭白露'] as const;
export const reviewer = '青立秋';

export interface NamedUnit {
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: 'department' | 'town' | 'park' | 'company' | 'other';
}

const departmentNames =
  '区发展改革局 区工业信息化局 区商务局 区住房城乡建设局 区交通运输局 区水利局 区农业农村局 区教育局 区卫生健康局 区文化旅游局 区自然资源局 区城市管理局 区民政局 区生态环境局'.split(
    ' ',
  );
export const townNames =
  '墨溪街道 听泉街道 松涛街道 桂影街道 藕花街道 纸鸢街道 霜叶镇 云脚镇 竹笛镇 青瓦镇 石磨乡 萤火乡'.split(' ');
const parkNames = ['青石经济开发区管委会', '琥珀智能制造产业园管委会', '墨溪物流园管委会'];
const companyNames = [
  '青石城市建设投资有限公司',
  '青石交通发展有限公司',
  '青石水务投资有限公司',
  '青石文旅开发有限公司',
];

export const units: readonly NamedUnit[] = [
  ...departmentNames.map((name) => ({ name, shortName: name.slice(1), kind: 'department' as const })),
  ...townNames.map((name) => ({
    name: name.endsWith('街道') ? `${name}办事处` : `${name}人民政府`,
    shortName: name,
    kind: 'town' as const,
  })),
  ...parkNames.map((name) => ({ name, shortName: name.replace('管委会', ''), kind: 'park' as const })),
  ...companyNames.map((name) => ({ name, shortName: name.replace(/有限公司$/, ''), kind: 'company' as const })),
];

/** A leader written down twice: another character of the same sound (查重 finds it). */
export const misspeltLeader = { index: 16, name: (leaders[16]?.name ?? '').replace('立冬', '立东') } as const;

export function unitIndex(name: string): number {
  const index = units.findIndex((unit) => unit.name === name || unit.shortName === name);
  if (index < 0) throw new Error(`no unit ${name}`);
  return index;
}

/** Streams, hills and quarters of the district: what its projects are named after. */
export const places =
  '墨溪 听泉 松涛 桂影 藕花 纸鸢 霜叶 云脚 竹笛 青瓦 石磨 萤火 琥珀 蜻蜓 砚台 星河 月牙 鹿角 团扇 风铃 芦笛 银杏坪 海棠坳 双桨 半亩塘 一叶舟'.split(
    ' ',
  );
export const roads =
  '琥珀大道 竹笛路 墨溪路 星河一路 星河二路 蜻蜓路 纸鸢街 砚台路 风铃街 团扇路 月牙湖路 松涛北路 桂影南路 霜叶东路'.split(
    ' ',
  );
export const companyWords = '纸鸢 琥珀 蜻蜓 星河 鹿角 风铃 砚台 团扇 芦笛 双桨 萤火 月牙'.split(' ');

function named(index: number, given: string): string {
  return `${surnames[index % surnames.length] ?? '云'}${given}`;
}
