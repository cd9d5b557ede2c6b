/**
 * The one catalogue of things that can be refused. Each code has one Chinese sentence that says what happened, why,
 * and what to do next; `{name}` is replaced by the detail of that name. A code, once shipped, keeps its meaning.
 */
export const problemSentences = {
  INTERNAL: '程序内部出错，这一步没有执行，已有数据没有变化。请重试；如再次出现，请把这句话和代码告诉维护人员。',
  PROCEDURE_UNKNOWN: '没有“{procedure}”这项功能，可能是程序版本不一致。请用 cli list 查看全部功能名称。',
  USAGE_INVALID: '命令写法不对：{problem}。请用 cli help 查看写法，没有执行任何操作。',
  INPUT_INVALID: '填写的内容不符合要求：{problem}。请改正后再试，其他内容没有变化。',
  ROLE_NOT_ALLOWED: '这项功能只供{role}使用，本单位没有这一步。请回到上一页。',
  CANCELLED: '已按您的要求停止，没有任何变化。需要时可以重新开始。',
  OFFICE_NOT_SET_UP: '还没有设置本单位。请先完成首次设置，或载入演示区。',
  OFFICE_ALREADY_SET_UP: '这个数据文件夹已经属于“{office}”，不能再设置一次。请换一个空的数据文件夹。',
  STORE_NEWER: '这份数据由更新版本的程序保存（数据版本 {found}，本程序只认到 {known}）。请先升级程序，数据没有变化。',
  STORE_UNREADABLE: '数据文件打不开或已损坏（{reason}）。请不要删除原文件，先复制一份，再用备份恢复。',
  STORE_ON_NETWORK: '数据文件夹在网络共享盘上，多人同写会损坏数据。请改用本机硬盘上的文件夹。',
  STORE_BUSY: '数据正被另一个窗口写入，这一步没有保存。请稍等几秒再试。',
  STORE_FULL: '磁盘空间不足，这一步没有保存，已有数据没有变化。请清理磁盘后再试。',
  STORE_READ_ONLY: '数据文件夹不能写入（只读），这一步没有保存。请检查文件夹权限或写保护后再试。',
  KEY_LOCKED: '本单位的签名密钥已锁定，这一步需要先输入口令解锁。请输入口令后再试。',
  KEY_MISSING: '在数据文件夹里找不到本单位的签名密钥。请用封存的恢复单恢复密钥。',
  PASSPHRASE_WRONG: '口令不对，密钥没有打开。请核对大小写后再输入；忘记口令时可用封存的恢复单恢复。',
  PASSPHRASE_TOO_SHORT: '口令太短，至少要 {minimum} 个字符。请换一个长一些、自己记得住的口令。',
  OPERATOR_MISSING: '还没有说明是谁在操作，系统需要把每一处改动记在经办人名下。请先选择或填写经办人。',
  RECORD_NOT_FOUND: '找不到要操作的{noun}，它可能已被删除或撤销。请刷新页面后再试。',
  RESTRICTION_WITHOUT_REASON: '没有写明暂不报出的原因，没有设定。请写一句原因，日后同意报出时好核对。',
  RESTRICTION_NOT_IN_FORCE: '“{record}”现在没有设定暂不报出，不需要同意报出。请刷新页面再看。',
  RECORD_NOT_OURS: '这条记录归“{office}”管理，本单位不能直接修改。请用“请求更改”或“询问”向对方提出，由对方更正。',
  RECORD_CHANGED: '这条记录刚刚被改过，您看到的不是最新内容。请刷新后再改，您填的内容没有丢失。',
  FIELD_INVALID: '“{field}”填写有误：{reason}。请改正后再保存，原来的内容没有变化。',
  FIELD_UNKNOWN: '没有“{field}”这个栏目，没有保存。请核对栏目名称。',
  UNIT_NAME_TAKEN: '已经有单位叫“{name}”，不能再用这个名称。如果两个单位已经合并，请用“合并单位”。',
  UNIT_ENDED: '“{name}”已于{day}撤并，不能再改。请选择现在的单位，或先撤销那次撤并。',
  UNIT_MERGE_ITSELF: '“{name}”不能并入它自己，没有改动。请另选并入的单位。',
  UNIT_NAME_DAY_TOO_EARLY: '“{name}”是从{since}起用的名称，改名日期{day}不在它之后，没有保存。请核对改名日期。',
  POST_DAY_TOO_EARLY: '{name}现在的职务从{since}开始，新职务的任职日期{day}不在它之后，没有保存。请核对日期。',
  PERSON_MERGE_ITSELF: '选的是同一个人，不需要合并。请选择两个不同的写法。',
  TERM_OVERLAPS:
    '{person}在“{project}”已经是{role}（{days}），与所填日期重叠，没有保存。同一人同一角色同一天只能有一段，请改日期或修改原来那一段。',
  TERM_NOT_HELD: '{person}在{day}及以后不是所选项目的{role}，没有可以更换的。请核对人员、角色和日期。',
  DELEGATION_TO_SELF: '委托人和受托人是同一个人，没有保存。请另选受托人。',
  DELEGATION_OVERLAPS: '{leader}在{days}已经委托{delegate}，日期重叠，没有保存。请先修改或删除那一条委托。',
  DELEGATE_AWAY: '受托人{delegate}在{days}自己也已外出并委托他人，没有保存。请另选受托人或改日期。',
  GROUP_NAME_TAKEN: '已经有小组叫“{name}”，没有保存。请换一个名称，或直接修改原来的小组。',
  GROUP_TABLE_NOT_FOUND:
    '在“{name}”里没有找到小组名单：表头里要有小组名称、角色、姓名，或组别、组长、成员。请核对表头后再选一次，没有写入任何内容。',
  FILE_NOT_FOUND: '找不到文件“{name}”，可能已移动或U盘已拔出。请重新选择文件。',
  FILE_UNREADABLE: '文件“{name}”读不出来（{reason}）。请把文件复制到本机再试。',
  FILE_NOT_WRITABLE: '文件写不到“{name}”（{reason}），没有生成。请检查U盘或文件夹是否已满、是否写保护。',
  PREVIEW_UNKNOWN: '这次预览已经失效，没有写入任何内容。请重新选择文件预览。',
  PREVIEW_OUTDATED: '预览之后数据又有了变化，为避免写错，这次没有写入。请重新预览后再确认。',
  IMPORT_NOT_FOUND: '找不到这次导入的记录，没有撤销任何内容。请在导入记录里重新选择。',
  IMPORT_ALREADY_UNDONE: '这次导入已经撤销过了，不需要再撤销。',
  CHANGE_NOT_FOUND: '找不到可以撤销的改动，没有任何变化。',
  CHANGE_ALREADY_UNDONE: '这次改动已经撤销过了，不需要再撤销。',
  CHANGE_NOT_UNDONE: '这次改动没有被撤销，不需要恢复。',
  PERIOD_INVALID: '“{period}”不是一个报送期。报送期用截止日命名，例如 2026-11-20，请重新选择。',
  PERIOD_IN_FUTURE: '“{period}”这一期还没有开始，不能填报。请选择本期或以前的期。',
  ISSUE_ALREADY_CLOSED: '“{issue}”已经销号，不能再办理。如果问题又出现了，请先“重新打开”。',
  ISSUE_NOT_CLOSED: '“{issue}”还没有销号，这一步没有保存。请先办理销号。',
  ISSUE_DAY_BEFORE_FOUND: '{what}（{day}）早于{found}，日期前后颠倒，没有保存。请核对日期。',
  ISSUE_CLOSING_EMPTY: '销号要写明办结情况，“{issue}”没有销号。请写清问题是怎么解决的。',
  ISSUE_EVIDENCE_MISSING: '销号要有佐证材料，“{issue}”没有销号。请先上传照片或文件（依据：{source}）。',
  ISSUE_EXTENSION_LATE:
    '“{issue}”的办结时限（{due}）已过，不能再申请延期；延期要在到期以前提出。请抓紧办理或提交上级研究。',
  ISSUE_EXTENSION_EARLIER: '新的办结时限（{day}）不晚于原来的（{due}），没有延期。请填写更晚的日期。',
  INSTRUCTION_DAY_IN_FUTURE: '{what}（{day}）还没有到，没有保存。请填写事情实际发生的日期。',
  INSTRUCTION_DAYS_REVERSED: '{what}（{day}）早于{earlier}（{earlierDay}），日期前后颠倒，没有保存。请核对日期。',
  INSTRUCTION_DAY_MISSING: '“{paper}”缺{what}，没有保存。请补上日期。',
  INSTRUCTION_WORDS_MISSING: '登记批示要写明批示内容，“{paper}”没有登记。请照领导的原话填写。',
  INSTRUCTION_NOT_RECEIVED: '“{paper}”还没有登记批示，不能反馈办理情况，没有保存。请先登记领导的批示。',
  INSTRUCTION_FEEDBACK_EMPTY: '反馈要写明办理情况，“{paper}”没有保存。请写清是怎么落实的。',
  INSTRUCTION_ALREADY_RECORDED:
    '“{paper}”在{day}已经登记过批示，没有再登记一次。要更正请直接改台账；另有批示请另登一件。',
  INSTRUCTION_SCAN_ELSEWHERE:
    '“{file}”不是这件批示的附件，也不是所属项目的附件，没有保存。请把扫描件放到这件批示里再登记。',
  PAPER_LEADER_MISSING: '登记为已呈送要写明呈给哪位领导，没有生成。请填写领导姓名。',
  PAPER_NOTHING_TO_SAY: '{what}，没有可以呈阅的内容，没有生成。请换一份名单或直接从项目页面生成。',
  REMINDER_LIST_EMPTY: '所选范围内没有要提醒的事项，没有生成清单。请换一个单位、领导或筛选条件。',
  REMINDER_CHANGED: '这条提醒已经有了变化或已经办完，没有标记。请看刷新后的工作台再决定。',
  REMINDER_LATE: '逾期的提醒不能标为“已阅”，没有标记。请先去办理；确实要晚几天的，用“推迟”选一个日期。',
  REMINDER_SNOOZE_PAST: '只能推迟到明天或以后，{day}不行，没有推迟。请另选日期。',
  REMINDER_SNOOZE_BEYOND_DEADLINE: '这件事{due}截止，不能推迟到{day}，没有推迟。请选{due}或以前的日期。',
  REMINDER_SNOOZE_TOO_LONG: '这类提醒最多推迟{days}天，{day}太晚，没有推迟。请另选日期。',
  VISIT_DAY_IN_FUTURE: '{day}还没有到，调研没有登记。请填写领导实际到场的日期。',
  VISIT_NOWHERE: '没有写明到了哪里：地点和项目至少要有一样，没有保存。请补上。',
  LEADER_UNKNOWN: '人员名册里没有叫“{name}”的领导，没有保存。请核对姓名，或先在“人员”里登记这位领导。',
  TASK_ACT_NOT_ALLOWED:
    '“{task}”现在是“{state}”，不能{act}，没有保存。请先看办理经过；已办结的要先“重新打开”，待明确的要先交办。',
  TASK_INCOMPLETE: '“{task}”还没有明确{lacks}，不能交办，留在待明确里。请补上后再交办（依据：{source}）。',
  TASK_DUE_BY_EXTENSION:
    '“{task}”已经签收或时限（{due}）已过，办结时限不能直接改，没有保存。需要推迟的，请在到期以前申请延期。',
  TASK_DAY_BEFORE_ASSIGNED: '{what}（{day}）早于交办日期（{assigned}），日期前后颠倒，没有保存。请核对日期。',
  TASK_DAY_IN_FUTURE: '{day}还没有到，没有保存。请填写事情实际发生的日期。',
  TASK_EXTENSION_LATE:
    '“{task}”的办结时限（{due}）已过，不能再申请延期；延期要在到期以前提出。请抓紧办理，办不了的提交上级研究。',
  TASK_EXTENSION_EARLIER: '申请延至的日期（{day}）不晚于原来的时限（{due}），没有保存。请填写更晚的日期。',
  TASK_EXTENSION_PENDING: '“{task}”已经申请延至{day}，还没有答复，没有再保存一次。请先答复那一次申请。',
  TASK_EXTENSION_NOT_ASKED: '“{task}”没有等待答复的延期申请，没有保存。请先登记对方的延期申请和理由。',
  TASK_MEETING_UNKNOWN: '适用文件里没有叫“{meeting}”的会议，没有提交。请从{meetings}里选一个（依据：{source}）。',
  TASK_CLOSING_EMPTY: '办结要写明办理结果，“{task}”没有办结。请写清是怎么落实的。',
  TASK_EVIDENCE_MISSING: '办结要有佐证材料，“{task}”没有办结。请先上传照片或文件（依据：{source}）。',
  TASK_NOTICE_NOT_ALLOWED: '督办通知单由{body}发，本单位不能发，没有生成。请改用交办单或提醒函（依据：{source}）。',
  TASK_NOT_ASSIGNED: '“{task}”还没有交办，不能出单。请先明确责任单位和办结时限。',
  TASK_SUPERVISOR_UNKNOWN: '适用文件没有写明督查机构，没有可以移交的单位，没有登记。请在“适用文件”里补上督办规则。',
  MEETING_TYPE_UNKNOWN: '适用文件里没有“{type}”这类会议，没有保存。请从适用文件规定的会议里选（依据：{source}）。',
  MEETING_ACT_NOT_ALLOWED: '“{meeting}”现在是“{state}”，不能{act}，没有保存。请先办完前一步，或退回上一步。',
  MEETING_IN_FUTURE: '“{meeting}”定在{day}，还没有到，不能记为已召开。请在会后登记，或先改会议日期。',
  MEETING_NOT_HELD: '“{meeting}”还没有召开，{what}没有保存。请先点“已召开”。',
  MEETING_ISSUED: '“{meeting}”的纪要已经印发，不能再改。确有更正请先“退回上一步”。',
  MEETING_CANCELLED: '“{meeting}”已经取消，没有保存。要重新安排请先“退回上一步”。',
  MEETING_EMPTY: '“{meeting}”没有一个上会的议题，不能形成纪要。请先在议程里加入议题。',
  MEETING_DAY_BEFORE: '印发日期（{day}）早于会议日期（{held}），日期前后颠倒，没有保存。请核对日期。',
  MEETING_NUMBER_MISSING: '纪要文号由印发机关签发后编，这里要照原件填写，没有登记印发。请填写文号，例如“〔2026〕3号”。',
  MEETING_PERSON_TWICE: '参会人员里“{person}”写了两次，没有保存。请删去重复的一行。',
  MEETING_STAND_IN_SAME: '“{person}”不能自己代自己参会，没有保存。请填写实际到会的人。',
  MEETING_STAND_IN_PRESENT: '“{person}”填了出席或列席，又填了代会人，没有保存。有人代会的，本人请填“请假”。',
  MEETING_NOBODY_REPORTS:
    '“{meeting}”的议程里没有写明汇报单位的议题，没有可以生成的汇报单。请先列入议题，写明汇报单位或所涉项目。',
  AGENDA_ITEM_DECIDED: '“{item}”已经有议定事项，不能删除。不上会的请点“不上会”，或先删除议定事项。',
  AGENDA_ORDER_INCOMPLETE: '议题的顺序和议程对不上，可能有人刚刚改过，没有保存。请刷新后再排。',
  TOUR_UNIT_MISSING: '镇街推荐的项目要写明是哪个单位推荐的，没有保存。请填写推荐单位，或改为“主要领导指定”。',
  TOUR_PROJECT_TWICE:
    '“{project}”已经在“{tour}”的推荐名单里，一个项目在一条线路上只列一次，没有保存。请直接修改原来那一行。',
  TOUR_REASON_MISSING: '“{project}”没有写未入选的理由，没有保存。请写明理由，以便答复推荐单位。',
  TOUR_STOP_SCORED: '“{project}”已经有评委打分，不能删除，也不能改出线路。确实有误的，请先清空这个项目的评分。',
  TOUR_ORDER_INCOMPLETE: '线路的顺序和入选项目对不上，可能有人刚刚改过，没有保存。请刷新后再排。',
  TOUR_NOT_ON_ROUTE: '“{project}”不在这次观摩的线路上，没有记分。请先筛选入选。',
  TOUR_SCORE_OUT_OF_RANGE: '“{project}”的评分{score}不在0到100之间，没有保存。请核对评分表。',
  SHEET_NUMBER_UNREADABLE: '“{typed}”不是检查表的表号，没有打开。请输入表上二维码下面的表号，或用扫码枪扫二维码。',
  SHEET_NUMBER_MISTYPED: '表号“{typed}”的校验位不对，多半是输错了一位，没有打开。请对照表上的表号重新输入。',
  SHEET_UNKNOWN: '没有表号是{number}的检查表，没有打开。请核对表号；表若是别的电脑印的，请先取得那台电脑的数据。',
  SHEET_OF_OTHER_OFFICE: '{number}号检查表是“{office}”印的，不是本单位的，没有打开。请把表交给“{office}”录入。',
  SHEET_NUMBER_TWICE: '有两张检查表都是{number}号，分不清是哪一张，没有打开。请用扫码枪扫表上的二维码。',
  SHEET_NOT_PRINTED: '{number}号检查表（{project}）还没有打印，不能录入。请先在“现场督导”里打印。',
  SHEET_OLD_PRINT:
    '{number}号检查表在{day}重印过，手里这张是以前印的，题目不一样，没有打开。请对照新印的表；确按旧表录入的，请逐项核对。',
  SHEET_IS_VOID: '{number}号检查表已作废（{reason}），没有打开。确需录入的，请写明原因恢复。',
  SHEET_ALREADY_ENTERED: '{number}号检查表已由{by}在{day}录入，没有再录一次。内容有误的请按更正办理，更正会留下记录。',
  SHEET_STILL_OUT: '{number}号检查表还没有录入完成，不需要更正，直接录入就可以。',
  SHEET_WITHOUT_PROJECT: '{number}号是空白检查表，还没有选项目，没有完成。请先选择到的是哪个项目。',
  SHEET_PROJECT_FIXED: '{number}号检查表是为“{project}”印的，不能改成别的项目，没有保存。走错项目的请作废，另印一张。',
  SHEET_DAY_IN_FUTURE: '{number}号检查表的督导日期{day}还没有到，没有保存。请填写实际到现场的日期。',
  SHEET_DAY_BEFORE_PRINT: '{number}号检查表是{printed}印的，督导日期填成了更早的{day}，没有保存。请核对日期。',
  SHEET_EMPTY: '{number}号检查表一项也没有填，没有完成。没有去现场的请作废，并选明原因。',
  SHEET_ANSWER_UNKNOWN: '{number}号检查表上没有“{item}”这一项，没有保存。请重新打开这张表再录。',
  SHEET_ANSWER_UNFIT: '{number}号检查表“{item}”的答案与这一项要填的内容不符，没有保存。请重新填写这一项。',
  SHEET_PHOTO_NOT_IMAGE: '文件“{name}”不是照片，没有放入，其他照片不受影响。扫描件请放到“检查表扫描件”里。',
  SHEET_SCAN_NOT_PAPER: '文件“{name}”不是照片也不是 PDF，不能作为检查表扫描件，没有放入。请换成扫描得到的图片或 PDF。',
  SCAN_NO_PICTURE: '“{name}”打不开，不是照片也不是扫描件，或者文件已损坏，没有识别。请换成 JPG、PNG 图片或 PDF。',
  SCAN_HEIC: '“{name}”是苹果手机的 HEIC 格式，这台电脑打不开，没有识别。请在手机上导出成 JPG，或直接录入这张表。',
  SCAN_TOO_LARGE: '“{name}”有{millions}百万像素，超过{limit}百万，没有识别。请把照片缩小一些，或重新扫描成 300 dpi。',
  SCAN_TOO_MANY_PAGES: '“{name}”有{pages}页，一次最多识别{limit}页，没有识别。请分成几个文件。',
  SCAN_TOO_COARSE: '“{name}”太小，方框里的笔迹看不清，没有识别。请按 150 dpi 以上扫描，或靠近一些重拍。',
  SCAN_PIXELS_TOO_LARGE: '“{name}”交来的图像超过规定的大小（长边 3508 点），没有识别。请缩小后再试。',
  SCAN_PIXELS_MALFORMED: '“{name}”交来的图像不是完整的灰度图（PGM），没有识别。请重新选择这个文件。',
  SCAN_CODE_NOT_FOUND:
    '“{name}”上没有找到检查表的二维码，不知道是哪张表。请输入表号后再识别；图上没有检查表的，请换一张照片。',
  SCAN_SEVERAL_SHEETS: '“{name}”上有好几张检查表，分不清答案是哪张的，没有识别。请一张表拍一张照片。',
  SCAN_MARKS_NOT_FOUND:
    '“{name}”（{number}号检查表）四角的黑方块没有拍全，或者与这张表印的不一样，勾画没有识别。照片可以留作原件，请按纸面录入，或把四角拍全重来。',
  SCAN_OTHER_PRINT:
    '“{name}”是{number}号检查表较早印的一张，与最近一次印的内容不一样，勾画没有识别，以免对错题目。照片可以留作原件，请按纸面录入。',
  SCAN_TWICE: '“{name}”和“{first}”是{number}号检查表的同一页，只识别了前一张。这一张可以一起留作原件。',
  SCAN_SHEET_UNKNOWN: '不知道“{name}”是哪张检查表，没有保存。请先输入表号，重新识别。',
  SCAN_ORIGINAL_CHANGED: '“{name}”在识别以后被换过，与识别的不是同一个文件，没有保存。请重新识别。',
  FINDING_GONE: '这条核查情况已经变化（检查表更正过或数据已改），没有保存。请刷新后再看。',
  FINDING_ALREADY_HANDED: '“{finding}”已经{handling}，没有再办一次。请在原来那一条上办理。',
  TASK_NOT_OF_MEETING: '“{task}”不是会议议定的事项，不在议定事项清单里，没有登记移交。请只选会议议定的事项。',
  ACCOUNTABILITY_NOBODY: '没有写明单位或责任人，没有列入。请填写是哪个单位或哪一个人。',
  ACCOUNTABILITY_TWICE: '“{facts}”已经处理过（列入或不予列入），没有再列一次。请直接修改原来那一条。',
  ACCOUNTABILITY_RELEASED: '“{facts}”已经同意报出，上级可能已经收到，不能删除或改为不予列入。请在处理建议里写明情况。',
  ACCOUNTABILITY_STRUCK: '“{facts}”是不予列入的，不能报出。确需报出的，请先删除这一条，再重新列入。',
  ACCOUNTABILITY_PROPOSAL_GONE: '这条提示已经变化（可能已办结或改了时限），没有保存。请刷新后再看。',
  NOTHING_TO_SUBMIT: '本期没有已填未审的项目，没有可以提交审核的内容。请先填写周报。',
  PRECHECK_FAILED: '报送前检查发现 {count} 处必须先改的问题，报送包没有生成。请按检查清单逐条改正。',
  REVIEWER_MISSING: '没有填写{role}，报送包没有生成。请填写姓名后再生成。',
  RECIPIENT_UNKNOWN: '还没有登记接收单位，不知道报给谁。请先在报送接收里登记对方单位。',
  CHALLENGE_UNKNOWN: '这次登记核对已经失效。请重新选择对方的登记文件。',
  CHALLENGE_FAILED:
    '两组数与登记文件不一致，没有登记，还可以再输 {left} 次。请当面或打电话与对方重新核对登记单上的数字；多次不符请不要使用这份文件。',
  CHALLENGE_ENDED:
    '两组数已经输错 5 次，这次核对已经结束，没有登记。请先打电话向对方核实这份文件，再重新选择文件，会另要两组数。',
  ENROLMENT_IS_OWN: '这是本单位自己的登记文件，不需要登记。请选择对方单位交来的登记文件。',
  ENROLMENT_CONFLICT:
    '“{office}”已经登记过，这份文件里的密钥与原来的不同。请先电话向对方核实是否换过密钥，核实前没有改动。',
  ENROLMENT_KEY_OLDER:
    '“{office}”已经换用新密钥，这份登记文件是换之前的旧文件，没有登记。请对方重新导出登记文件，并打印新的登记单。',
  ENROLMENT_KEY_STOPPED:
    '“{office}”的这把密钥已经在本单位停用，不能再登记。请对方换用新密钥以后，交来新的登记文件和登记单。',
  RECIPIENT_KEY_STOPPED:
    '“{office}”的密钥已经停用，不能加密给对方，没有生成。请先登记对方的新密钥；急需报送的，可以在生成时选择不加密。',
  KEY_REPLACED: '数据文件夹里的密钥文件是换用新密钥以前的，不能再用来签名。请用最近一次封存的恢复单恢复现在的密钥。',
  KEY_CHANGE_PENDING: '上一次换用密钥还没有完成。请关闭程序重新打开，让它自动完成后再试。',
  KEY_LOSS_NOT_CONFIRMED: '输入的单位全称与本单位不一致，密钥没有改动。确实遗失密钥的，请完整输入“{office}”后再试。',
  KEY_ALREADY_STOPPED: '这把密钥已经停用，不用再停一次。对方交来新的登记文件和登记单后，请重新登记。',
  WORKBOOK_UNREADABLE:
    '文件“{name}”打不开，可能没有复制完整、已损坏或不是表格文件。请用 Excel 或 WPS 打开后另存为 .xlsx，再重新选择。',
  WORKBOOK_ENCRYPTED: '文件“{name}”设有打开密码，读不出来。请用 Excel 或 WPS 打开，取消密码后另存，再重新选择。',
  WORKBOOK_IS_HTML:
    '文件“{name}”其实是网页或 XML 文本，只是用了表格的扩展名，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx，再重新选择。',
  WORKBOOK_TOO_LARGE:
    '文件“{name}”太大（超过 {limit}），没有读取。请删去与项目台账无关的工作表和空行后另存，再重新选择。',
  VIEW_NOT_OURS:
    '文件“{name}”不是从本系统导出的视图表格，读不出改了什么。请选择用“导出 Excel”得到的那个文件；新的台账请用“导入台账”。',
  VIEW_IDENTITY_LOST:
    '文件“{name}”里隐藏的标识（第1列或第2行）被删掉了，认不出每行是哪个项目，没有读取。请重新导出，在新表里改。',
  VIEW_OF_OTHER_OFFICE: '这张表格是从“{office}”的系统里导出的，不能取回到本单位。请选择本单位导出的文件。',
  VIEW_OF_OTHER_YEAR:
    '这张表格是{found}账目年度导出的，现在的账目年度是{year}，计划数对不上，没有读取。请重新导出后再改。',
  LEDGER_NOT_FOUND:
    '在这个文件的工作表（{sheets}）里没有找到项目台账：表头里要有“项目名称”和总投资、建设性质等栏目。请核对是否选对了文件，或手工指定表头所在的行。',
  TEXT_INVALID: '文字没有保存：{reason}。请删去从别处粘贴来的特殊字符，或缩短内容后再试。',
  KEY_FILE_DAMAGED: '本单位的密钥文件已损坏，打不开。请不要删除它，用封存的恢复单恢复密钥。',
  RECOVERY_TEXT_INVALID: '恢复单上的第 {row} 行输入有误，没有恢复。请对照恢复单逐个字符核对这一行。',
  RECOVERY_OTHER_KEY: '这份恢复单不是本单位现在这把密钥的，密钥没有改动。请找最近一次封存的恢复单再输入。',
  RECOVERY_TEXT_INCOMPLETE: '恢复单的内容没有输完整，应有 {expected} 行。请把各行全部输入后再试。',
  PACKAGE_NOT_A_PACKAGE: '这个文件不是报送包，没有读取。请选择对方交来的报送包（.ldx 或 .zip）。',
  PACKAGE_ENCRYPTED: '这个报送包加密的方式本版本不认识，没有读取。请先升级程序，或请对方另交一份未加密的。',
  TASK_NOT_FROM_ABOVE: '“{task}”不是上级交给本单位的事项，不能这样答复。本单位的事项请用下面的办理步骤。',
  LEVEL_NOT_CLAIMED: '“{project}”的区县没有填项目级别，没有认定。请选定认定为省重点还是市重点。',
  DUPLICATE_NOT_ACROSS: '“{name}”和“{other}”不是两个区县各报了一个，不能这样认定。请由管理它们的单位在“查重”里合并。',
  PACKAGE_ALREADY_ASKED:
    '这一期已经催过或请过重报，还没有了结：{districts}。请先到“询问与答复”里看答复，或撤回后再提。',
  ITEM_KIND_NOT_ASKED:
    '本单位执行的适用文件没有要求工作组报这一类信息，没有保存。请先在“设置 → 适用文件”里加上“工作组报送”。',
  ITEM_NOT_FILED: '“{title}”还没有报送，不能退回。草稿直接修改即可。',
  ITEM_NOT_DRAFT: '“{title}”已经报送过，不能删除。内容有误请直接修改，或由接收处室退回。',
  ITEM_ALREADY_FILED: '“{title}”已经报送，不用再报一次。',
  ITEM_WITHOUT_BODY: '“{title}”还没有写内容，没有报送。请写上内容，或从区县所报的进展里带入后再报。',
  ITEM_WITHOUT_PERSON: '“{title}”还没有选报送人，没有报送。年底按人统计，请先选报送人。',
  QUESTION_EMPTY: '没有写明要问什么，没有提出。请写上内容再提出。',
  QUESTION_TO_SELF: '“{what}”归本单位管理，直接修改即可，不用向自己提出。',
  QUESTION_NOT_THEIRS:
    '“{what}”不归所选的对方单位管理，对方改不了，没有提出。请向管理这条记录、已在“单位登记”里登记的单位提出。',
  QUESTION_NOT_FOR_US: '这一件不是向本单位提出的，不能由本单位答复。请等对方单位答复。',
  QUESTION_NOT_OURS: '这一件是“{office}”提出的，只能由提出方了结或撤回。本单位请写明答复。',
  QUESTION_CLOSED: '这一件已经了结或撤回，不能再答复、了结或撤回。还有疑问请另提一件。',
  QUESTION_NOT_ANSWERED: '对方还没有答复，不能了结。不需要答复了，请用“撤回”。',
  ANSWER_EMPTY: '答复没有写明说明，没有保存。请写清情况或不更改的理由。',
  ANSWER_NOT_CORRECTED: '“{what}”还是提出时的内容，没有更正过，不能答复“已更正”。请先更正，或改用“已说明”。',
  CODE_TWICE: '编码表里“{name}”写了两次，没有保存。请删去一个再保存。',
  TABLE_WITHOUT_NAME: '这张表没有“项目名称”一栏，分不清哪一行是哪个项目，没有保存。请加上一栏，取自“项目名称”。',
  TABLE_COLUMN_TWICE: '这张表有两栏都叫“{name}”，没有保存。请把其中一栏改名或者删去。',
  TABLE_COLUMN_FILLED: '“{name}”一栏由本单位的记录自动填写，不能在表里改，没有保存。请到项目库、周报里改。',
  TABLE_WITHDRAWN: '“{name}”市级中心已经停用，不用再填，没有保存。有疑问请点“请求更改”问市级中心。',
  SCOPE_REQUEST_EMPTY: '报送要求没有写明要报哪些项目，没有保存。请至少选一个级别、名单，或勾选省市领导联系项目。',
  PACKAGE_CANNOT_DECRYPT:
    '这个报送包是加密给别的单位的，或者是加密给本单位以前的密钥的，打不开，没有读取。请报送单位重新生成一份。',
  PACKAGE_TRUNCATED: '这个报送包不完整，多半是没有拷贝完就拔了U盘，没有读取。请向对方重新拷贝一份。',
  PACKAGE_ALTERED: '这个报送包在路上损坏或被改动过，没有读取。请向对方重新拷贝一份，不要自行修改。',
  PACKAGE_EXTRA_CONTENT: '这个报送包里夹带了不该有的内容，没有读取。请向对方重新拷贝一份；再次出现请告诉维护人员。',
  PACKAGE_TOO_LARGE: '这个报送包超出允许的大小，为安全起见没有读取。请与对方核实文件，必要时请对方重新生成。',
  PACKAGE_SIGNATURE_INVALID: '这个报送包的签名不对，不能确认是谁交来的，没有读取。请与对方电话核实后重新拷贝。',
  PACKAGE_SENDER_UNKNOWN: '这个报送包来自还没有登记的单位（自称“{office}”），没有读取。请先登记对方单位，再读取。',
  PACKAGE_OTHER_KEY: '“{office}”登记的密钥与这个报送包用的不同，没有读取。请电话向对方核实是否换过密钥，再重新登记。',
  PACKAGE_REVOKED_KEY:
    '这个报送包用的是“{office}”已经停用的密钥，而且是停用以后的内容，没有读取。请对方用新密钥重新生成；停用以前的仍可读取。',
  PACKAGE_WRONG_RECIPIENT: '这个报送包是报给“{office}”的，不是给本单位的，没有读取。请转交对方，或请报送单位重新生成。',
  PACKAGE_IS_OWN: '这是本单位自己生成的报送包，不需要读取。请选择对方单位交来的文件。',
  PACKAGE_NEWER_VERSION: '这个报送包由更新版本的程序生成，本程序还读不了。请先升级程序，文件已留着，不必重拷。',
  PACKAGE_CONTENT_INVALID: '这个报送包的签名有效，但内容前后对不上，没有读取。请对方升级程序后重新生成一份。',
  PACKAGE_ECHO_NOT_OURS:
    '这份找回包里的内容没有本单位的签名证明，不能确认是本单位写的，没有读取。请对方重新生成一份；再次出现请告诉维护人员。',
  ECHO_NOTHING_HELD: '本单位还没有收到过“{office}”的内容，没有可以交还的，没有生成找回包。请对方另找收到过的单位。',
  DATA_BEHIND:
    '这台电脑的数据比交出去的旧，可能恢复过旧备份或换过电脑；现在报送会把旧内容交出去，没有生成。请先按页面上方“找回数据”的步骤做完。',
  PACKAGE_SEEN_BEFORE:
    '这个报送包{at}已经接收过，这次没有再写入。原来的回执可在报送接收的记录里重新另存，交回“{office}”。',
  PACKAGE_NOT_TAKEN_IN:
    '这一份没有可以撤销的接收：它不是收到的、是回执，或者没有写入任何内容。请在来往记录里重新选择。',
  PACKAGE_ALREADY_TAKEN_BACK: '这一份的接收{at}已经撤销过了，不需要再撤销。要重新写入，请再接收一次原文件。',
  PACKAGE_TAKEN_IN_EARLIER:
    '这一份是旧版本程序接收的，没有留下可供撤销的记录，没有撤销。请向“{office}”提出询问，由对方更正。',
  IMPORT_REPORT_EARLIER:
    '这一份是旧版本程序接收的，没有留下逐条的记录，不能出接收报告。请“{office}”重新生成一份接收，就能出报告。',
  PACKAGE_FOLLOWED:
    '“{office}”后来的第{seq}号已经接收，它是接着这一份写的，不能单独撤销这一份。请先撤销后来的，再撤销这一份。',
  PACKAGE_DESK_IS_OWN: '这是这台电脑自己生成的同步文件，不需要读取。请在另一台电脑上读入，再把那台的同步文件带回来。',
  PACKAGE_ECHO_OTHER_DESK:
    '找回包里有本单位电脑“{desk}”写的内容，与这台收到的不同：那台恢复过旧备份。这里什么都没有改。请把这份文件拿到“{desk}”上读入，再由它生成同步文件带回来。',
  PACKAGE_DESK_TWIN:
    '这份同步文件出自一台与这台同名同号、内容却不同的电脑：两台中有一台的数据是整个复制来的，没有读取。请到复制来的那台，打开“本单位各台电脑”，点“这台是复制来的”，再各生成一份同步文件互相读入。',
  PACKAGE_DESK_SEEN_BEFORE: '这份同步文件{at}已经接收过，这次没有再写入。要带新的改动，请在那台电脑上重新生成一份。',
  PACKAGE_DESK_GAP:
    '“{desk}”以为这台电脑已经有的内容，这里却没有，多半是这台恢复过旧备份，没有读取。请先在这台生成同步文件带到那台读入，再请那台重新生成一份。',
  PACKAGE_DESK_DIFFERS:
    '“{desk}”的内容与这里以前收到的对不上，多半是那台恢复过旧备份，没有读取。请先在这台生成同步文件带到那台读入，再请那台重新生成一份。',
  PACKAGE_DESK_OLD_KEY:
    '那台电脑还没有换用本单位的新密钥，这份同步文件没有读取。请先把这台的同步文件带过去读入、输入新口令，再请那台重新生成一份。',
  KEY_OF_OTHER_DESK:
    '本单位在另一台电脑上换了密钥，新密钥已随同步文件带来，还没有在这台启用。请到“本单位各台电脑”输入新的口令后再试。',
  DESK_KEY_NOT_WAITING: '没有等着启用的新密钥，没有改动。另一台电脑换过密钥的，请先读入它的同步文件。',
  DESKS_NONE: '本单位只登记了这一台电脑，没有可以同步的。请先用“邀请另一台电脑”让它加入。',
  INVITATION_NOT_ONE:
    '“{name}”不是加入本单位用的文件，没有读取。请选择在第一台电脑上用“邀请另一台电脑”生成的 .ldj 文件。',
  INVITATION_DAMAGED: '加入文件“{name}”不完整或被改动过，没有读取。请回到那台电脑重新拷贝一份，拷完再拔U盘。',
  INVITATION_PARTS_MISSING:
    '这份加入文件一共 {of} 份，已选第 {here} 份，还缺第 {missing} 份，没有读取。请把缺的也选进来，先后不限，再打开。',
  INVITATION_PARTS_MIXED:
    '“{name}”与别的几份不是同一次邀请生成的，没有读取。请只选同一次生成的各份，或回到那台电脑重新生成。',
  INVITATION_PASSPHRASE_WRONG:
    '口令不对，加入文件没有打开，这台电脑没有任何变化。请输入生成这份文件时本单位的口令，注意大小写。',
  INVITATION_ALREADY_SET_UP:
    '这台电脑已经是“{office}”的电脑，不用再加入。要带来新的改动，请在另一台电脑上生成同步文件，在“接收”里读入。',
  INVITATION_OTHER_OFFICE:
    '这台电脑属于“{office}”，加入文件是“{theirs}”的，没有读取。一台电脑只能属于一个单位，请换一个空的数据文件夹再加入。',
  INVITATIONS_USED_UP: '这台电脑邀请过的电脑太多，不能再邀请。请在本单位的另一台电脑上邀请。',
  NEW_KEY_OTHER_OFFICE:
    '这份加入文件是“{theirs}”的，这台电脑属于“{office}”，没有读取。请选择本单位换好新密钥的那台电脑生成的加入文件。',
  NEW_KEY_LATER_PART: '这是一次邀请分成的 {of} 份中的第 {number} 份，没有读取。取来新密钥只用第 1 份，请选择第 1 份。',
  NEW_KEY_SAME:
    '加入文件里的密钥就是这台现在用的这把，不用取来，没有改动。请确认选的是换好新密钥以后生成的加入文件；只是忘了口令的，请用恢复单恢复。',
  NEW_KEY_OLDER: '加入文件里的密钥比这台现在用的旧，没有改动。请在换好新密钥的那台电脑上重新生成加入文件，再选那一份。',
  NEW_KEY_GROUPS_WRONG:
    '两组数与加入文件里的新密钥不一致，没有改动，还可以再输 {left} 次。请当面或打电话与那台电脑的经办人重新核对；多次不符请不要使用这份文件。',
  NEW_KEY_GROUPS_ENDED:
    '两组数已经输错 5 次，这次核对已经结束，没有改动。请先向那台电脑的经办人核实这份文件，再重新选择，会另要两组数。',
  NEW_KEY_CHECK_GONE: '这次核对已经失效，没有改动。请重新选择加入文件。',
  PACKAGE_OWN_KEY_ELSEWHERE:
    '本单位的密钥已在另一台电脑换过，这台还没有新密钥，这份文件没有读取。请先在“本单位各台电脑”里取来新密钥，再读取。',
  PACKAGE_DESK_LOST_KEY:
    '这份同步文件是用本单位已经遗失的密钥签的，不能确认是本单位写的，没有读取。请在那台电脑的“本单位各台电脑”里取来新密钥，再重新生成一份。',
  PACKAGE_FOR_LOST_KEY:
    '这份文件是加密给本单位已经遗失的密钥的，打不开，没有读取。本单位另一台电脑的，请那台取来新密钥后重新生成；别的单位的，请对方登记本单位的新密钥后重新生成。',
  CONFLICT_GONE: '这一处已经处理过或不再矛盾，没有重复写入。请刷新后再看。',
  CONFLICT_VALUE_INVALID: '“{field}”填写有误：{reason}。没有保存，请改正后再定。',
  CONFLICT_NOT_OURS: '“{record}”归“{office}”管理，由对方单位决定用哪一个。这里只能查看。',
  PACKAGE_OUT_OF_ORDER: '这份文件不是按顺序来的，中间少了一份，没有读取。请“{office}”重新生成一份交来。',
  PACKAGE_HISTORY_DIFFERS:
    '这份文件与以前从“{office}”收到的内容对不上，没有读取。请电话告诉对方，由对方检查是否恢复过旧备份，再重新生成。',
  FILE_NOT_COPIED: '“{name}”存到那里以后读回来核对不符，已经删掉，没有留下半个文件。请换一个U盘或文件夹再存一次。',
  FILE_BROKEN_OFF:
    '“{name}”存到一半断了（{done}，共 {total}），多半是U盘松了。请插好U盘，再存到同一个地方：会先核对已经存好的部分，接着往下存，不用从头来。',
  PACKAGE_PART_TOO_SMALL:
    '这次要报的文字内容本身就有 {size}，放不进每份 {limit} 的文件，没有生成。请改用U盘，或把“每份最大”调大后再生成。',
  PACKAGE_MAKING_KEPT:
    '已停下，做好的 {done} 份留着（共 {of} 份），可以先交。要接着做，到“报送接收”点“接着制作”，从第 {next} 份做起。',
  PACKAGE_MAKING_GONE: '没有做完的那一次已经做完或已经放弃，没有重复制作。请刷新后再看。',
  PACKAGE_MAKING_UNDER_WAY: '这一次正在另一个窗口里制作，没有重复制作。请等它做完，或在那里停止后再试。',
  DISK_FULL:
    '本机磁盘剩余 {free}，做这份文件要用 {needed}，没有生成，什么都没有改动。请清理磁盘，或这次不带照片和文件后再试。',
  PACKAGE_NOT_VERIFIED: '报送包写到“{name}”后回读核对不符，没有生成。请换一个U盘或文件夹再试。',
  ENROLMENT_FILE_INVALID: '这个文件不是登记文件，或已损坏、被改动，没有读取。请对方重新生成并拷贝一份。',
  ENROLMENT_KEY_WEAK: '这份登记文件里的密钥不安全，没有登记。请对方重新设置单位并生成登记文件。',
  REPORT_UNKNOWN: '没有“{report}”这张表。请在报表页选择。',
  BROWSER_NOT_FOUND:
    '本机没有找到可用的浏览器，不能生成 PDF。请安装 Chromium、Chrome 或 Edge 后再试；表格仍可导出 Excel。',
  PRINT_FAILED: 'PDF 没有生成（{reason}）。请关闭占用内存多的程序后再试一次；表格仍可导出 Excel。',
  LEDGER_DAMAGED:
    '数据自检发现第 {position} 条记录与校验不符，数据可能被改动或磁盘损坏。请停止录入，用最近的备份核对。',
  LIAISON_GROUPS_WITHOUT_DISTRICTS:
    '还没有一个服务督导工作小组注明联系的区县，排不出次序，没有改动。请先在“分包与专班”里给各小组填上联系区县，或直接上下移动。',
  AMOUNT_TOO_LARGE:
    '“{field}”填的是{amount}万元，超过1万亿元，没有保存。多半是单位弄错了（把元当成了万元），请核对后再填。',
  MERGE_SAME: '选的是同一个项目，没有合并。请选择两个不同的项目。',
  MERGE_ALREADY: '“{name}”已经并入别的项目，没有合并。请刷新后再看。',
  SPLIT_NOT_POSSIBLE:
    '“{name}”不是在本机合并的，或已经拆回，这里拆不开。请由当初合并的电脑拆回，或按变更记录逐项改正。',
  LIST_FILE_WITHOUT_NAMES:
    '文件“{name}”里没有找到“项目名称”一栏，没有读出项目。请核对是否选对了文件，或把名称直接粘贴进来。',
  ATTACHMENT_OF_NOTHING:
    '没有说明文件放到哪里，没有放入。请先打开项目，或者打开会议、批示、督办事项、调研，再放入文件。',
  ATTACHMENT_EMPTY: '文件“{name}”是空的（0 字节），没有放入。请检查原文件是否没有拷贝完，再重新选择。',
  ATTACHMENT_TOO_LARGE: '文件“{name}”有 {size}，超过一个附件 50 MB 的上限，没有放入。请压缩图片或拆分后再放入。',
  ATTACHMENT_EXECUTABLE: '文件“{name}”是程序或脚本，不能作为附件，没有放入。请只放照片、PDF、Word、Excel 等文件。',
  ATTACHMENT_PICTURE_HUGE: '图片“{name}”的像素超过3亿，打开会把电脑卡住，没有放入。请用看图软件缩小后另存，再放入。',
  ATTACHMENT_ARCHIVE: '文件“{name}”是压缩包，没有放入。请先解压，再把里面的文件放进来。',
  ATTACHMENT_KIND_UNKNOWN:
    '认不出文件“{name}”是什么，没有放入。附件可以是照片（JPG、PNG、WebP、HEIC）、PDF、OFD、Word、Excel 和 WPS 文件。',
  ATTACHMENT_NAME_MISMATCH:
    '文件“{name}”的内容其实是{found}，与扩展名不符，没有放入。请核对是否选错了文件，或改正扩展名后再放入。',
  ATTACHMENT_NOT_HERE: '附件“{name}”的文件不在本机，打不开。请向{office}索取原文件，或从备份里恢复 blobs 文件夹。',
  MILESTONES_CIRCULAR: '前置节点绕成了一圈（{circle}），排不出先后，没有保存。请去掉其中一个节点的前置节点后再保存。',
  PERMITS_CIRCULAR: '前置手续绕成了一圈（{circle}），排不出先后，没有保存。请去掉其中一项的前置手续后再保存。',
  DAYS_REVERSED:
    '“{later}”填的是{laterDay}，早于“{earlier}”的{earlierDay}，前后颠倒，没有保存。请核对这两个日期；两个都要改的，先改另一个。',
  DAY_IN_FUTURE: '“{field}”填的是{day}，还没有到，没有保存。已经发生的才填实际日期，以后的日子请填在计划一栏。',
  CALENDAR_YEAR_MISSING:
    '{year}年的放假调休安排还没有载入，工作日算不出来，没有倒排。请在“设置”里导入国务院办公厅当年的放假通知后再排。',
  SCHEDULE_WITHOUT_END: '“{name}”没有计划时间，不能从它往前倒排，没有改动。请先填写它的计划时间。',
  PERMIT_TEMPLATE_UNKNOWN: '适用文件里没有这个手续模板，没有套用。请刷新后重新选择模板。',
  PERMIT_FINISHED_BEFORE_ACCEPTED:
    '“{name}”的办结日期{finished}早于受理日期{accepted}，没有保存。请核对这两个日期；两个都要改的，先改另一个。',
  POOL_MOVE_NOT_POSSIBLE:
    '{from}的项目不能直接转入{to}，没有保存（依据{source}）。请按顺序转化；原来记错了的，请用“更正”。',
  POOL_MOVE_CONTRADICTED: '{move}与已登记的情况不符：{why}，没有保存（依据{source}）。请先核对建设节点。',
  POOL_CONDITION_NOT_MET:
    '{move}的条件还看不出已经具备：{why}，没有保存（依据{source}）。请先补登节点或手续，确需转化的请写明情况说明。',
  POOL_DAY_IN_FUTURE: '{day}还没有到，没有保存。入库、转化、退库按实际日期登记，请改成今天或以前的日期。',
  POOL_DAY_REVERSED: '{day}早于上一次变动的{last}，没有保存。请核对日期；原来的日期记错了的，请用“更正”。',
  POOL_NOT_IN_POOL: '这个项目还没有入库，没有保存。请先办理入库。',
  POOL_ALREADY_IN: '这个项目已经在库，不能再入库，没有保存。要换库请用“转化”，记错了的请用“更正”。',
  POOL_ALREADY_EXITED: '这个项目已于{day}退库，没有保存。重新招商后请按“入库”重新办理。',
  POOL_NOT_KEPT: '现行文件里没有“{pool}”这个库，没有保存（依据{source}）。请重新选择所在库。',
  POOL_LATE_ENTRY_INCOMPLETE:
    '{day}超出集中选报时间（{window}），还缺{missing}，没有保存（依据{source}）。请补齐后再入库。',
  POOL_CONSENT_MISSING: '{what}须经{consentOf}研究同意，还缺同意日期或文号，没有保存（依据{source}）。请补齐后再办理。',
  POOL_CONSENT_AFTER:
    '{what}的日期{onDay}早于同意日期{consentOn}，没有保存（依据{source}）。应当先研究同意再办理，请核对两个日期。',
  POOL_EXIT_REASON_UNKNOWN: '没有选择退出情形，没有保存。退出只限：{reasons}（依据{source}）。请选择其中一种。',
  POOL_LAND_NOT_RECLAIMABLE: '“{reason}”退出没有收回土地的规定，没有保存（依据{source}）。请去掉“收回土地”。',
  POOL_PLOT_MISSING:
    '项目退出后要同步对地块再次招商，但项目没有填“地块”，没有保存（依据{source}）。请填写地块；确实没有地块的请勾选说明。',
  POOL_REASON_MISSING: '更正要写明原因，没有保存。请填写“情况说明”。',
  POOL_TYPED_AFTER_EXIT: '“{name}”已于{day}退库，所在库没有改。重新招商后请到“四库”按入库办理。',
  POOL_TYPED_EMPTY: '“{name}”有入库转化记录，所在库不能直接清空，没有保存。要退出请到“四库”按退库办理。',
  POOL_EXIT_TYPED: '退出日期由退库办理时自动写入，不能直接填，没有保存。请到“四库”办理退库或更正。',
  POOL_APPLICATION_UNKNOWN: '选报申请的扫描件不是这个项目的附件，没有保存。请重新放入扫描件。',
  ATTRACTION_DAY_REVERSED: '办结日期{closedOn}早于启动日期{openedOn}，没有保存。请核对两个日期。',
  YEAR_ALREADY_CLOSED: '{year}年已于{day}结账，不能重复结账。要重做请先撤销结账，或按更正处理。',
  YEAR_NOT_CLOSED: '{year}年还没有结账，这一步没有执行。请先完成年终结账（依据{source}）。',
  YEAR_NOT_BEGUN: '{year}年还没有到年底，不能结账。请在{year}年12月以后办理（依据{source}）。',
  YEAR_CHECK_OPEN: '结账前检查还有{count}处没有了结，没有结账。请逐条处理；确需先结账的请写明说明（依据{source}）。',
  YEAR_NOTHING_TO_CLOSE: '{year}年没有可以结账的项目，没有结账。请核对账目年度。',
  YEAR_PROJECT_UNKNOWN: '{year}年结账时没有“{name}”，它不能结转，没有保存。请作为新列入项目处理。',
  YEAR_REASON_MISSING: '“{name}”不结转要写明原因，没有保存（依据{source}）。请填写说明。',
  YEAR_ALREADY_OPEN: '账目年度已经是{year}年，不需要再开账。',
  DEMONSTRATION_NOT_EMPTY: '这个数据文件夹里已经有数据，不能再载入演示区。请换一个空的数据文件夹。',
  RULE_PACK_UNKNOWN: '找不到适用文件“{id}”，没有改动。请在适用文件页重新选择。',
  RULE_PACK_UNCHANGED: '没有改动任何规定，不需要另存为新版本。请先修改，再保存。',
  RULE_PACK_DAYS_REVERSED: '失效日期 {until} 早于施行日期 {from}，没有保存。请改正日期。',
  RULE_INVALID: '{problem}，没有保存新版本。请改正后再保存，原来的版本没有变化。',
  RULE_PACK_FILE_INVALID: '这个文件不能作为适用文件导入：{reason}。没有读取任何内容，请向对方重新拷贝一份。',
  RULE_PACK_KNOWN: '这份适用文件与本机已有的“{name}”完全相同，不需要导入。',
  RULE_PACK_FILE_NEWER: '这份适用文件由更新版本的程序导出，里面有本程序还不认得的规定，没有导入。请先升级程序。',
  CALENDAR_INVALID: '{year}年的放假安排没有保存：{reason}。请对照通知原文改正。',
  CALENDAR_NOT_LOADED: '没有另外录入过{year}年的放假安排，没有可以删除的内容。',
  MONTH_IN_FUTURE: '{month}还没有到，不能查账。请选择本月或以前的月份。',
  MONTH_LOCKED: '{month}的月账已由{by}锁定，月末数不能再改，没有保存。确需更正的，请先写明原因解锁（依据：{source}）。',
  MONTH_NOT_CHECKED: '{month}还有 {count} 个项目待核，月账没有锁定。请先核对或标为有出入，再锁定（依据：{source}）。',
  MONTH_NOT_LOCKED: '{month}的月账没有锁定，不需要解锁。',
  COLLECTION_NO_UNITS:
    '{period}没有单位要填报：项目还没有填责任单位，或者所选单位没有牵头的项目。请先在项目库里填责任单位。',
  COLLECTION_NOTHING_TO_TAKE: '没有勾选要收下的内容，没有写入。请勾选要收下的行，或者关闭这次核对。',
  COLLECTION_ROW_UNKNOWN: '第 {row} 行在这次核对里没有对应的项目，不能收下，没有写入。请重新核对后再收。',
  COLLECTION_ROW_TWICE: '“{name}”在“{first}”和“{second}”里都选了收下，不知道以哪个为准，没有写入。请只留一个。',
  COLLECTION_CELL_NOT_TAKEN:
    '第 {row} 行“{name}”里改动的锁定格读不出可用的内容，不能收下，没有写入。请在项目库里直接改。',
  INSPECTION_TEMPLATE_UNKNOWN: '没有找到这个检查表模板，没有保存。请重新选择模板。',
  INSPECTION_TEMPLATE_BUILT_IN: '“{name}”是内置模板，不能直接修改或停用，没有保存。请先复制一份，再改自己的。',
  INSPECTION_TEMPLATE_EMPTY: '检查表还没有检查项目，没有保存。请至少写一项。',
  INSPECTION_TOO_MANY_ITEMS:
    '检查项目有{count}项，一张检查表最多{most}项才能印在一页纸上，没有保存。请去掉{over}项，或分成两个模板。',
  INSPECTION_ITEM_WITHOUT_TEXT: '第{row}项没有写检查内容，没有保存。请写明要看什么，或去掉这一项。',
  INSPECTION_CHOICE_WITHOUT_OPTIONS:
    '第{row}项“{text}”是选择题，至少要有两个选项，没有保存。请写出选项（最多{most}个），或改成别的类型。',
  INSPECTION_TOO_MANY_OPTIONS: '第{row}项“{text}”有{count}个选项，最多{most}个，没有保存。请去掉几个选项。',
  INSPECTION_OPTION_TWICE: '第{row}项“{text}”里选项“{option}”写了两遍，没有保存。请去掉一个。',
  INSPECTION_TOLERANCE_UNFIT:
    '第{row}项“{text}”是{kind}，不能设允许误差，没有保存。只有数量和金额可以设；请改成“须一致”，或换成数量、金额。',
  INSPECTION_FIGURE_UNFIT:
    '第{row}项“{text}”是{kind}，没法与所报的“{figure}”比对，没有保存。请换一个比对内容，或改这一项的类型。',
  INSPECTION_TEMPLATE_WITHDRAWN: '检查表模板“{name}”已经停用，没有保存。请换一个模板，或先恢复使用。',
  ROUND_DAYS_REVERSED: '督导结束日期{until}早于开始日期{from}，没有保存。请核对两个日期。',
  ROUND_WITHOUT_PROJECTS: '还没有选项目，也没有空白表，没有保存。请先选项目。',
  ROUND_SEED_MISSING: '随机抽取要写明抽取号和抽取个数，没有抽取。写明后用同一个号可以重抽出同样的项目。',
  ROUND_STREET_MISSING: '没有选镇街或单位，没有选出项目。请先选一个。',
  ROUND_DAYS_MISSING: '没有写多少天没有到过，没有选出项目。请填写天数。',
  ROUND_PROJECT_TWICE: '“{name}”已经在这次督导里，没有重复加入。',
  ROUND_FINISHED: '“{name}”{state}，不能再改，没有保存。需要改的，请先撤销那一步，或另建一次督导。',
  ROUND_SHEETS_OUT:
    '还有{count}张检查表没有录入（{numbers}），没有结束。请先录入；没有去现场或表已遗失的，先注明原因作废。',
  ROUND_HAS_RESULTS: '已经录入{count}张检查表，不能取消，没有保存。没有去的项目请作废它的检查表，再结束这次督导。',
  ROUND_ORDER_INCOMPLETE: '线路顺序和现有的检查表对不上，没有保存。请刷新后再排。',
  SHEET_LAYOUT_UNKNOWN:
    '这张检查表的版式（第{layout}版）由更新版本的程序印制，本程序不认识，没有读取。请先升级程序再试。',
  SHEET_VOID_WITHOUT_REASON: '检查表{number}已经印出来，去掉它要写明原因，没有改动。请选择作废原因。',
  SHEET_RETURNED: '检查表{number}已经录入，不能去掉，没有改动。',
  SHEET_VOID_UNPRINTABLE: '检查表{number}已经作废，不能再印。请重新加入这个项目，会有新的表号。',
  SHEET_CHANGED_WHILE_PRINTING: '检查表{number}在印制过程中已经录入、作废或去掉，这次印出的没有生效。请刷新后重新印。',
  ROUND_NOTHING_TO_PRINT: '这次督导没有可以印的检查表（已录入和作废的不再印）。请先加入项目或空白表。',
} as const;

export type ProblemCode = keyof typeof problemSentences;
export type ProblemDetails = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** A refusal. Thrown anywhere below dispatch; dispatch turns it into `{ ok: false, error }`. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}, cause?: unknown) {
    super(problemSentence(code, details), cause === undefined ? undefined : { cause });
    this.name = 'ProblemError';
    this.code = code;
    this.details = details;
  }
}

export function problem(code: ProblemCode, details: ProblemDetails = {}, cause?: unknown): ProblemError {
  return new ProblemError(code, details, cause);
}

export function problemSentence(code: ProblemCode, details: ProblemDetails): string {
  return problemSentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}

/** What every call answers. JSON-safe. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: ProblemCode; readonly message: string; readonly details: ProblemDetails };
    };

export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
