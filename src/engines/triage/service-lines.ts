/**
 * Which of our service lines fits: an explicit table, read from the top; the first row for a line gives its reason.
 * Not learned. Legal aid grounds: 法律援助法第三十一条 (matters), 第三十二条 (no limit by means), 第四十二条 (no check
 * of means), 第四十四条 (aid first); Jiangsu and Changzhou practice: shared/domain.md §3.2.
 */
import type { CategoryCode, FlagCode, ServiceLineCode, TriageServiceLine } from "./types.ts";

export type PersonWord = "MIGRANT_WORKER" | "DISABLED" | "ELDER" | "MINOR" | "LOW_INCOME" | "MARTYR" | "GOOD_SAMARITAN";

const PERSON_WORDS: Record<PersonWord, RegExp> = {
  MIGRANT_WORKER: /农民工|民工|外地(来)?(打工|人)|打工的|工地|包工头|小工|瓦工|木工|钢筋工|老乡|班组/,
  DISABLED: /残疾|残障|坐轮椅|瘫痪|聋哑|盲人|听不见|看不见|肢体(一|二|三|四)级|精神(一|二|三|四)级/,
  ELDER: /老人|老年人|老头|老太|([6-9][0-9]|[六七八九]十[一二三四五六七八九]?)多?岁|好婆|阿爹|爷爷|奶奶|外公|外婆|孤老/,
  MINOR: /未成年|孩子|小孩|小囡|学生|([1-9]|1[0-7])岁|幼儿/,
  LOW_INCOME: /低保|特困|五保|低收入|困难户|没钱(请|打)|没有收入|请不起律师|领救济|建档立卡/,
  MARTYR: /烈士|军属|退役军人|优抚/,
  GOOD_SAMARITAN: /见义勇为/,
};

export const personWords = (text: string): Set<PersonWord> =>
  new Set((Object.keys(PERSON_WORDS) as PersonWord[]).filter((word) => PERSON_WORDS[word].test(text)));

export type Facts = {
  text: string;
  top?: CategoryCode;
  second?: CategoryCode;
  flags: ReadonlySet<FlagCode>;
  people: ReadonlySet<PersonWord>;
};

type Row = { line: ServiceLineCode; when: (f: Facts) => boolean; reason: string };

const has = (f: Facts, re: RegExp): boolean => re.test(f.text);
const is = (f: Facts, ...codes: CategoryCode[]): boolean => f.top !== undefined && codes.includes(f.top);
const wages = (f: Facts): boolean => has(f, /工资|工钱|工钿|薪|血汗钱|劳务费|不给钱|没给钱|不结|没结/);
const workInjury = (f: Facts): boolean => has(f, /工伤|(上班|干活|工地|厂里|车间)[^。]{0,16}(伤|摔|砸|轧|断)/);

export const SERVICE_TABLE: readonly Row[] = [
  // danger first
  {
    line: "POLICE",
    when: (f) => f.flags.has("VIOLENCE_NOW"),
    reason: "您说的事正在危险中，请先打 110，到安全的地方去。",
  },
  {
    line: "POLICE",
    when: (f) => f.flags.has("CHILD_IN_DANGER"),
    reason: "孩子的安全最要紧，请马上打 110，也可以打 12345 找民政的人帮忙。",
  },
  {
    line: "POLICE",
    when: (f) => f.flags.has("VIOLENCE_AT_HOME"),
    reason: "家里有人动手，可以打 110，请民警留下出警记录，开家庭暴力告诫书。",
  },
  {
    line: "POLICE",
    when: (f) => f.flags.has("SELF_HARM"),
    reason: "有人有生命危险时请马上打 110 或 120；心里难受，可以打 12356 心理援助热线，现在就有人听您说。",
  },
  {
    line: "POLICE",
    when: (f) => f.flags.has("ELDER_FRAUD"),
    reason: "钱可能被骗走了，请尽快打 110 或 96110，越早报案越可能追回来。",
  },
  {
    line: "POLICE",
    when: (f) => is(f, "CRIMINAL") && has(f, /被骗|骗走|骗了|偷|抢|敲诈|诈骗|勒索|裸聊|恐吓/),
    reason: "这件事可能是犯罪，请先到派出所报案，把转账和聊天记录带上。",
  },
  {
    line: "POLICE",
    when: (f) => is(f, "TRAFFIC") && has(f, /逃逸|跑了|找不到人|刚(刚|才)/),
    reason: "请先报警，交警会勘查现场、出事故认定书。",
  },
  // legal aid
  {
    line: "LEGAL_AID",
    when: (f) => f.flags.has("VIOLENCE_AT_HOME") || (is(f, "FAMILY") && has(f, /虐待|遗弃/)),
    reason:
      "遭受家庭暴力、虐待、遗弃申请法律援助，不看经济条件（法律援助法第三十二条），律师免费帮您申请保护令、打官司。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => is(f, "LABOUR") && f.people.has("MIGRANT_WORKER") && wages(f),
    reason: "农民工讨薪不查经济困难，当天受理（法律援助法第四十二条）。带上工友名单、考勤或聊天记录。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => is(f, "LABOUR") && f.people.has("MIGRANT_WORKER") && workInjury(f),
    reason: "农民工要工伤赔偿，申请法律援助不查经济困难（法律援助法第四十二条）。带上病历和能证明在那里干活的东西。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => f.flags.has("GROUP_WAGES"),
    reason: "好几个人一起被欠工资，可以一起申请法律援助，推一两位代表来就行。带上工友名单、考勤或聊天记录。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => f.people.has("GOOD_SAMARITAN"),
    reason: "因见义勇为要求民事权益，申请法律援助不看经济条件（法律援助法第三十二条）。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => f.flags.has("DETAINED"),
    reason:
      "被关押的人因经济困难等原因没有请律师的，本人或近亲属都可以申请法律援助（法律援助法第二十四条）；看守所、法院也有值班律师。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => f.flags.has("LIMITATION_NEAR") && is(f, "LABOUR", "FAMILY", "TRAFFIC", "TORT", "ADMIN"),
    reason: "离期限很近时，法律援助机构可以先帮您办、材料后补（法律援助法第四十四条）。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => (f.people.has("LOW_INCOME") || f.people.has("MARTYR")) && !is(f, "BUSINESS", "NOT_LEGAL", "PAPERS"),
    reason: "领低保、特困、优抚或社会救助的人申请法律援助，不用再查经济困难（法律援助法第四十二条）。",
  },
  {
    line: "LEGAL_AID",
    when: (f) =>
      (f.people.has("DISABLED") || f.people.has("ELDER")) &&
      (is(f, "FAMILY", "TRAFFIC", "TORT", "LABOUR") || has(f, /赡养|低保/)),
    reason: "没有固定生活来源的老年人、残疾人申请法律援助，不查经济困难（法律援助法第四十二条）。",
  },
  {
    line: "LEGAL_AID",
    when: (f) => f.people.has("MINOR") && is(f, "TORT", "TRAFFIC", "CRIMINAL"),
    reason: "没有固定生活来源的未成年人申请法律援助，不查经济困难（法律援助法第四十二条）。",
  },
  // the proper way of the matter
  {
    line: "ARBITRATION",
    when: (f) => is(f, "LABOUR"),
    reason: "劳动方面的争议要先申请劳动仲裁，不收费；欠工资也可以打 12333 向劳动监察投诉。",
  },
  {
    line: "ADMIN_REVIEW",
    when: (f) => is(f, "ADMIN") && has(f, /罚|吊销|没收|扣|决定|复议|拘留|责令|不予|取消|不批/),
    reason: "不服行政机关的决定，可以申请行政复议，不收费，一般比打官司快。",
  },
  {
    line: "ADMIN_REVIEW",
    when: (f) => is(f, "EXPROPRIATION") && has(f, /决定|强拆|公告|责令|征收/),
    reason: "对征收决定、补偿决定或强拆不服，可以申请行政复议，也可以向法院起诉。",
  },
  {
    line: "NOTARY",
    when: (f) => is(f, "INHERIT") && !has(f, /争|抢|独吞|打官司|不肯|不同意|起诉/),
    reason: "家里人没有争议时，可以到公证处办继承或遗嘱公证。",
  },
  {
    line: "NOTARY",
    when: (f) => (is(f, "PAPERS") || has(f, /公证/)) && has(f, /公证|委托书|遗嘱|声明|出国|亲属关系|认证/),
    reason: "这件事可以到公证处办，先问清要带的材料和费用。",
  },
  {
    line: "MEDIATION",
    when: (f) =>
      is(
        f,
        "FAMILY",
        "NEIGHBOUR",
        "DEBT",
        "CONTRACT",
        "HOUSING",
        "LAND",
        "TRAFFIC",
        "TORT",
        "CONSUMER",
        "INHERIT",
        "LABOUR",
      ) &&
      !["VIOLENCE_NOW", "VIOLENCE_AT_HOME", "CHILD_IN_DANGER", "SELF_HARM", "ELDER_FRAUD"].some((c) =>
        f.flags.has(c as FlagCode),
      ) &&
      !has(f, /家暴|保护令|(打|揍|掐|踢)(我|她)|动手|虐待|坚决不(谈|调)|不要调解|不(接受|同意|愿意)调解/),
    reason: "请调解员约双方一起谈，一般一个月内有结果，不收费；谈不成还可以仲裁或打官司。",
  },
  {
    line: "OTHER_DEPARTMENT",
    when: (f) => is(f, "PAPERS") && has(f, /身份证|户口|落户|上户|迁|改名|改姓|居住证|护照|签证/),
    reason: "户口、身份证和出入境证件归公安窗口办，我们可以先帮您看要带什么。",
  },
  {
    line: "OTHER_DEPARTMENT",
    when: (f) => is(f, "CONSUMER"),
    reason: "也可以打 12315 投诉，市场监管部门会先组织调解。",
  },
  {
    line: "OTHER_DEPARTMENT",
    when: (f) => is(f, "LABOUR") && wages(f),
    reason: "拖欠工资也可以打 12333，向劳动监察投诉。",
  },
  {
    line: "OTHER_DEPARTMENT",
    when: (f) => is(f, "LABOUR") && has(f, /社保|养老保险|失业|医保|工伤认定|退休/),
    reason: "社保、工伤认定和退休手续归人社部门办，可以打 12333 问。",
  },
  {
    line: "OTHER_DEPARTMENT",
    when: (f) => is(f, "NOT_LEGAL"),
    reason: "这件事可能不归法律管，可以打 12345 问该找哪个部门。",
  },
  {
    line: "CONSULT",
    when: (f) => f.flags.has("DETAINED"),
    reason: "人被带走后头几天很要紧，先找律师当面问清楚能做什么。",
  },
  {
    line: "CONSULT",
    when: (f) => is(f, "NOT_LEGAL"),
    reason: "要是背后有合同、欠钱、受伤这样的事，也可以再说说，律师帮您看。",
  },
  { line: "CONSULT", when: (f) => is(f, "BUSINESS"), reason: "先找律师看看章程、合同和账，再决定怎么办。" },
  { line: "CONSULT", when: () => true, reason: "先找律师当面问清楚，不收费。" },
];

const FIRST_BY_TOP: Partial<Record<CategoryCode, ServiceLineCode[]>> = {
  NEIGHBOUR: ["MEDIATION"],
  PROCEDURE: ["CONSULT"],
  NOT_LEGAL: ["OTHER_DEPARTMENT"],
};

/** At most four lines, the best first; a person can always be asked. */
export const serviceLines = (facts: Facts): TriageServiceLine[] => {
  const lines = new Map<ServiceLineCode, string>();
  for (const row of SERVICE_TABLE) if (!lines.has(row.line) && row.when(facts)) lines.set(row.line, row.reason);
  const urgent = lines.has("POLICE") ? (["POLICE"] as ServiceLineCode[]) : [];
  const first = facts.top ? (FIRST_BY_TOP[facts.top] ?? []) : [];
  const order = [...new Set([...urgent, ...first.filter((c) => lines.has(c)), ...lines.keys()])];
  const kept = order.slice(0, 4);
  if (!kept.includes("CONSULT")) kept[kept.length - 1] = "CONSULT";
  return kept.map((code) => ({ code, reason: lines.get(code)! }));
};
