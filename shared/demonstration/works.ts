/** What is said of a work in progress: the stages it passes and what is done in a week, by family of works. */
export type WorkFamily = 'building' | 'line' | 'plant' | 'landscape';

export interface Works {
  /** From start to completion; `{p}` is the part of the stage done, in percent, `{n}` a running number. */
  readonly stages: readonly { readonly physical: string; readonly text: string }[];
  /** In the first half of the stages, and in the second. */
  readonly weekly: readonly [early: readonly string[], late: readonly string[]];
}

/** Before the start of construction, all families alike. */
export const preliminary: Works = {
  stages: [
    { physical: '谋划阶段', text: '正在开展前期谋划，{agent}已完成现场踏勘和初步方案比选。' },
    { physical: '洽谈阶段', text: '已与投资方进行第{n}轮洽谈，就用地和供电条件基本达成一致。' },
    { physical: '可研编制', text: '可行性研究报告编制完成{p}%，正在征求各部门意见。' },
    { physical: '办理用地手续', text: '已取得项目备案证明，规划选址和用地预审正在办理，组卷材料完成{p}%。' },
    { physical: '办理规划及施工许可', text: '方案设计通过审查，施工图设计完成{p}%，同步办理环评、水保手续。' },
    { physical: '招标准备', text: '招标文件正在备案，场地平整完成{p}%，临时水电已接入。' },
  ],
  weekly: [
    [
      '召开专题对接会{n}次',
      '投资方到现场复核地形',
      '完成方案比选会议{n}次',
      '走访调研同类项目{n}个',
      '区级联审会审议了项目方案',
    ],
    [
      '设计单位提交第{n}版总平面图',
      '完成测绘和地勘布孔{n}处',
      '补充完善申报材料{n}份',
      '区级联审会审议了项目方案',
      '完成专家评审意见{n}条的回复',
    ],
  ],
};

export const works: Readonly<Record<WorkFamily, Works>> = {
  building: {
    stages: [
      { physical: '土方开挖完成{p}%', text: '正在进行基坑支护及土方开挖，土方外运完成{p}%。' },
      { physical: '基础施工完成{p}%', text: '桩基础施工完成{p}%，{blocks}个单体正在进行筏板钢筋绑扎。' },
      { physical: '主体施工至{storey}层', text: '主体结构施工至{storey}层，占主体工程量的{p}%。' },
      { physical: '二次结构完成{p}%', text: '主体已封顶，砌体及二次结构完成{p}%，外架正在拆除。' },
      { physical: '装饰装修完成{p}%', text: '外立面及室内装饰装修完成{p}%，机电安装同步进行。' },
      { physical: '室外工程及验收完成{p}%', text: '室外管网、道路及绿化完成{p}%，正在组织分项验收。' },
    ],
    weekly: [
      [
        '浇筑混凝土{m}立方米',
        '绑扎钢筋{t}吨',
        '新增作业人员{m}名',
        '通过{n}项隐蔽工程验收',
        '塔吊增至{n}台',
        '完成支护桩{n}根',
        '外运土方{m}立方米',
      ],
      [
        '完成{n}号楼外架拆除',
        '完成样板间评审',
        '安装铝合金门窗{m}平方米',
        '完成外墙保温{m}平方米',
        '安装电梯{n}部',
        '敷设室外管网{m}米',
        '通过{n}项分项验收',
        '铺装硬化{m}平方米',
      ],
    ],
  },
  line: {
    stages: [
      { physical: '清表及便道完成{p}%', text: '红线内清表完成{p}%，施工便道已贯通。' },
      { physical: '路基（沟槽）完成{p}%', text: '路基及沟槽开挖完成{p}%，已回填{m}立方米。' },
      { physical: '管道敷设完成{p}%', text: '雨污水管道敷设完成{p}%，砌筑检查井{n}座。' },
      { physical: '结构物完成{p}%', text: '桥涵及箱体结构完成{p}%，第{n}联预制构件已吊装。' },
      { physical: '路面施工完成{p}%', text: '水稳层摊铺完成{p}%，沥青面层正在分幅施工。' },
      { physical: '附属工程完成{p}%', text: '照明、标线、绿化等附属工程完成{p}%，正在准备交工验收。' },
    ],
    weekly: [
      [
        '敷设管道{m}米',
        '完成顶管{n}处',
        '迁改通信线缆{m}米',
        '完成第{n}标段交通导改',
        '浇筑箱涵{n}节',
        '回填砂石{m}立方米',
        '配合电力迁改杆线{n}基',
      ],
      [
        '安装路缘石{m}米',
        '摊铺水稳层{m}米',
        '安装路灯{n}基',
        '摊铺沥青{t}吨',
        '施划标线{m}米',
        '栽植行道树{t}株',
        '完成闭水试验{n}段',
      ],
    ],
  },
  plant: {
    stages: [
      { physical: '场地平整完成{p}%', text: '场地平整及围挡完成{p}%，临时用电已送达。' },
      { physical: '厂房基础完成{p}%', text: '{n}号、{n2}号厂房独立基础完成{p}%。' },
      { physical: '钢结构安装完成{p}%', text: '钢柱、钢梁安装完成{p}%，屋面板开始铺设。' },
      { physical: '厂房围护完成{p}%', text: '厂房墙板及地坪完成{p}%，研发楼主体施工至{storey}层。' },
      { physical: '设备安装完成{p}%', text: '到货设备{n}台（套），设备安装完成{p}%，公辅工程同步施工。' },
      { physical: '设备调试完成{p}%', text: '生产线联动调试完成{p}%，正在办理消防和竣工验收。' },
    ],
    weekly: [
      [
        '平整场地{m}平方米',
        '完成独立基础{n}个',
        '吊装钢构件{t}吨',
        '签订设备采购合同{n}份',
        '完成变压器基础{n}座',
        '厂区便道硬化{m}米',
        '新增作业人员{m}名',
      ],
      [
        '浇筑地坪{m}平方米',
        '到场设备{n}台（套）',
        '调试生产线{n}条',
        '招聘培训员工{m}人',
        '厂区道路硬化{m}米',
        '安装桥架{m}米',
        '完成消防管道试压{n}段',
      ],
    ],
  },
  landscape: {
    stages: [
      { physical: '清淤及土方完成{p}%', text: '清淤及土方工程完成{p}%，累计外运{m}立方米。' },
      { physical: '护岸（挡墙）完成{p}%', text: '护岸及挡墙施工完成{p}%，正在进行第{n}段基础开挖。' },
      { physical: '配套建筑完成{p}%', text: '游客中心、泵房等配套建筑完成{p}%。' },
      { physical: '管网及道路完成{p}%', text: '园路、给排水管网完成{p}%，灌溉系统分区试压。' },
      { physical: '绿化种植完成{p}%', text: '乔木种植完成{p}%，已栽植{m}株，地被同步铺种。' },
      { physical: '收尾完成{p}%', text: '标识、照明及铺装收尾完成{p}%，正在整理验收资料。' },
    ],
    weekly: [
      [
        '清运淤泥{m}立方米',
        '砌筑挡墙{m}立方米',
        '打设松木桩{m}根',
        '完成第{n}段基础开挖',
        '新增挖掘机{n}台',
        '修筑施工便道{m}米',
      ],
      [
        '栽植乔木{m}株',
        '完成木栈道{m}米',
        '铺设透水砖{m}平方米',
        '安装栏杆{m}米',
        '完成第{n}个景观节点',
        '铺种地被{m}平方米',
        '安装庭院灯{n}盏',
      ],
    ],
  },
};
