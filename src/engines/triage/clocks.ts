/**
 * Limitation clocks: only those we are sure of, each with its article. The clock starts from the earliest day the
 * person can have meant; without a date there is the rule and no last day. See days.ts for how a period is counted.
 * Sources: 劳动争议调解仲裁法、民法典、民事诉讼法（2023年修正）、刑事诉讼法、行政诉讼法、行政复议法（2023年修订）、
 * 工伤保险条例、道路交通事故处理程序规定（2017年修订）、消费者权益保护法.
 */

import { addDays } from "../../shared/civil-time.ts";
import { type DateMention, findDates } from "./dates.ts";
import { type Day, inWords, plusMonths } from "./days.ts";
import { clauseAround, type Folded, sentenceAround, spanOf, wordsOf } from "./fold.ts";
import type { CategoryCode, TriageLimitation } from "./types.ts";

type Clock = {
  code: string;
  name: string;
  law: string;
  /** the clock is shown when the words match and one of the categories is among the first two (or `any`) */
  when: RegExp;
  categories: readonly CategoryCode[] | "any";
  never?: RegExp;
  /** the event the period runs from; without one there is never a last day */
  event?: RegExp;
  add?: (from: Day) => Day;
  /** “申请劳动仲裁要在一年内提出”: the sentence without the last day */
  rule: string;
  /** what is added when no day is known */
  unknown?: string;
};

const years =
  (n: number) =>
  (from: Day): Day =>
    plusMonths(from, n * 12);
const days =
  (n: number) =>
  (from: Day): Day =>
    addDays(from, n);
const LEAVE =
  /离职|离开(公司|单位|厂|工地)?|辞职|辞工|不干了|不做了|走的|走人|([号日底初月]|今年|去年)走|叫我走|走了(?!以后|之后)|被(公司|单位|厂里|老板)?(辞退|开除|裁|炒)|辞退|开除|解除(了)?(劳动)?(合同|关系)|解雇|开了|裁掉|干到|做到|完工|工程结束|合同到期|停工/;
const HURT =
  /受伤|受了伤|摔|砸|轧|压(伤|断|到|了)|撞|被打|打伤|烫|骨折|出(了)?事|事故|咬|断了|手术|绞|割|触电|烧伤|伤的|出的|发生/;
const RECEIVED = /收到|拿到|送达|下来|签收|判下来|寄来|送来|判决|裁定|裁决|判了|宣判/;

export const CLOCKS: readonly Clock[] = [
  {
    code: "APPEAL_CIVIL_JUDGMENT",
    name: "民事一审判决上诉期",
    law: "民事诉讼法第一百七十一条",
    categories: "any",
    when: /(一审|判决|判了|法院判|判下来|上诉)/,
    never:
      /二审(判|维持|终审|结束|也)|终审|裁定|刑|坐牢|缓刑|拘役|看守所|仲裁|行政诉讼|老赖|不给钱|不执行|执行|强制|生效|判离了|没打官司|怎么判|会判|(?<!不服一审)判几|要是判/,
    event: RECEIVED,
    add: days(15),
    rule: "对一审判决不服，要在收到判决书后十五日内上诉",
    unknown: "请看一看判决书是哪天收到的。",
  },
  {
    code: "APPEAL_CIVIL_RULING",
    name: "民事一审裁定上诉期",
    law: "民事诉讼法第一百七十一条",
    categories: "any",
    when: /(驳回起诉|不予受理|管辖权?异议|管辖)[^。]{0,20}裁定|裁定[^。]{0,20}(驳回起诉|不予受理|管辖|上诉)|裁定书[^。]{0,12}不服|不服[^。]{0,8}裁定/,
    never: /刑|终审|二审/,
    event: RECEIVED,
    add: days(10),
    rule: "不予受理、驳回起诉、管辖异议这几种裁定不服，要在收到裁定书后十日内上诉",
    unknown: "请看一看裁定书是哪天收到的。",
  },
  {
    code: "APPEAL_CRIMINAL_JUDGMENT",
    name: "刑事一审判决上诉期",
    law: "刑事诉讼法第二百三十条",
    categories: "any",
    when: /(判了|一审|判决|判下来|判刑)[^。]{0,30}(年|月|刑|缓刑|拘役|重)[^。]{0,30}(不服|上诉|太重|重了|判重)|(刑|坐牢|看守所|缓刑)[^。]{0,40}(上诉|一审|判决书)/,
    never: /怎么判|会判|二审(判|维持)|终审|判了离|离婚/,
    event: RECEIVED,
    add: days(10),
    rule: "对刑事一审判决不服，要在接到判决书后十日内上诉",
    unknown: "请看一看判决书是哪天收到的。",
  },
  {
    code: "ARBITRATION_AWARD_SUIT",
    name: "劳动仲裁裁决后起诉",
    law: "劳动争议调解仲裁法第四十八条、第五十条",
    categories: "any",
    when: /(仲裁)[^。]{0,20}(裁决|下来|输了|结果|不服|没支持|驳回)|裁决书[^。]{0,20}(不服|起诉|不满意)/,
    never: /怎么申请仲裁|商事仲裁|仲裁委员会在哪/,
    event: /裁决|收到|拿到|下来|送达|签收/,
    add: days(15),
    rule: "对劳动仲裁裁决不服，劳动者要在收到裁决书后十五日内向法院起诉",
    unknown: "请看一看裁决书是哪天收到的。",
  },
  {
    code: "LABOUR_ARBITRATION",
    name: "劳动仲裁时效",
    law: "劳动争议调解仲裁法第二十七条",
    categories: ["LABOUR"],
    when: /工资|工钱|工钿|薪|加班费|辞退|开除|裁员|裁了|解雇|经济补偿|赔偿金|双倍|劳动合同|仲裁|走人|叫我走|不给钱|没给钱|不发钱|结账|社保|年终奖|提成/,
    never: /裁决书|仲裁[^。]{0,8}(下来|输了|裁决)/,
    event: LEAVE,
    add: years(1),
    rule: "申请劳动仲裁要在一年内提出",
    unknown: "还在单位上班时要工资，不受这一年限制；已经离开的，从离开那天起算。",
  },
  {
    code: "WORK_INJURY_RECOGNITION",
    name: "工伤认定申请",
    law: "工伤保险条例第十七条",
    categories: "any",
    when: /工伤|职业病|尘肺|((上班|干活|做工|做生活|车间|工地|厂里|机器|脚手架)[^。]{0,20}(受伤|摔|砸|轧|压(伤|断|到)|绞|骨折|伤了|断了|触电|烫))|(上|下)班(路上|途中)[^。]{0,12}(撞|车祸|事故)/,
    never: /工伤认定(书|决定)[^。]{0,8}(下来|不服|收到|拿到)|已经认定(了)?工伤|认定(为|是)工伤了/,
    event: HURT,
    add: years(1),
    rule: "工伤认定，单位要在三十日内申请；单位不申请的，本人或家属要在受伤之日起一年内自己申请",
    unknown: "职业病从被诊断那天起算。",
  },
  {
    code: "TRAFFIC_RECOGNITION_REVIEW",
    name: "事故认定复核",
    law: "道路交通事故处理程序规定第七十一条",
    categories: "any",
    when: /(认定书|责任认定|交警[^。]{0,8}(认定|定责|判)|事故认定|定(我)?(全责|主责|同等))[^。]{0,30}(不服|不公|不对|冤|不认|异议|凭什么|不合理|有问题|不认可)|复核[^。]{0,10}(事故|认定)/,
    event: /收到|拿到|送达|认定|下来|出来|给我/,
    add: days(3),
    rule: "对交通事故认定有异议，要在收到认定书后三日内向上一级交警部门书面申请复核",
    unknown: "过了三日，还可以在法院打官司时提出相反的证据。",
  },
  {
    code: "ADMIN_RECONSIDERATION",
    name: "行政复议期限",
    law: "行政复议法第二十条",
    categories: ["ADMIN", "EXPROPRIATION"],
    when: /处罚|罚款|罚单|被罚|罚了|吊销|没收|扣(了)?(我)?(的)?(车|驾照)|决定书|强拆|征收决定|补偿决定|责令|限期拆|不予(认定|许可)|复议|行政拘留|撤销低保|取消(了)?(我)?(的)?低保/,
    never: /复议决定(书)?[^。]{0,10}(下来|收到|维持)/,
    event: /收到|拿到|送达|处罚|罚|决定|强拆|拆了|没收|扣|贴|通知|吊销|取消/,
    add: days(60),
    rule: "申请行政复议，一般要在知道那个决定之日起六十日内提出",
    unknown: "请看一看决定书是哪天收到的。",
  },
  {
    code: "ADMIN_LITIGATION",
    name: "行政诉讼起诉期限",
    law: "行政诉讼法第四十六条",
    categories: ["ADMIN", "EXPROPRIATION"],
    when: /处罚|罚款|罚单|被罚|罚了|吊销|没收|决定书|强拆|征收决定|补偿决定|责令|限期拆|不予(认定|许可)|行政诉讼|民告官|告(政府|镇|街道|局|城管)|行政拘留|取消(了)?(我)?(的)?低保/,
    never: /复议决定(书)?[^。]{0,10}(下来|收到|维持)/,
    event: /收到|拿到|送达|处罚|罚|决定|强拆|拆了|没收|扣|贴|通知|吊销|取消/,
    add: (from) => plusMonths(from, 6),
    rule: "直接向法院告行政机关，一般要在知道那个决定之日起六个月内起诉",
  },
  {
    code: "ADMIN_SUIT_AFTER_REVIEW",
    name: "复议后起诉期限",
    law: "行政诉讼法第四十五条",
    categories: "any",
    when: /复议决定(书)?[^。]{0,20}(下来|收到|维持|不服|拿到)|(收到|拿到)[^。]{0,6}复议决定|复议[^。]{0,6}(维持|驳回)/,
    event: /收到|拿到|送达|下来|维持|驳回/,
    add: days(15),
    rule: "对复议决定不服，要在收到复议决定书后十五日内起诉",
    unknown: "请看一看复议决定书是哪天收到的。",
  },
  {
    code: "BEQUEST_ACCEPT",
    name: "受遗赠表示期限",
    law: "民法典第一千一百二十四条",
    categories: ["INHERIT", "PAPERS"],
    when: /遗赠|(不是亲生|没有血缘|侄|外甥|孙子|孙女|邻居|保姆|朋友)[^。]{0,20}遗嘱[^。]{0,10}(给|留)/,
    event: /知道|去世|过世|走了|过身|发现/,
    add: days(60),
    rule: "受遗赠的人要在知道遗赠后六十日内表示接受，到期不表示就当作放弃",
  },
  {
    code: "SUPPORT_NO_LIMIT",
    name: "抚养费、赡养费不受时效限制",
    law: "民法典第一百九十六条",
    categories: ["FAMILY"],
    when: /抚养费|赡养|扶养费|养老(费|钱)|不(肯)?养(我|老|爹|娘|妈|爸)|不给(孩子)?生活费/,
    rule: "要抚养费、赡养费、扶养费，不受三年诉讼时效限制",
  },
  {
    code: "RETURN_SEVEN_DAYS",
    name: "网购七日退货",
    law: "消费者权益保护法第二十五条",
    categories: ["CONSUMER"],
    when: /(网上|网购|淘宝|拼多多|京东|抖音|直播|下单|电话购物|电视购物)[^。]{0,40}(退|假|坏|不想要|不喜欢|不合适|质量)|七天无理由/,
    event: /收到|签收|到货|拿到/,
    add: days(7),
    rule: "网上买的东西，一般可以在收到货后七日内退货，不用说理由",
    unknown: "定作的、易腐烂的等几种除外。",
  },
  {
    code: "ENFORCEMENT_TWO_YEARS",
    name: "申请强制执行期限",
    law: "民事诉讼法第二百五十条",
    categories: "any",
    when: /(判决|判了|赢了|胜诉|调解书|仲裁)[^。]{0,30}(不给|没给|不履行|不执行|不还|没还|拿不到|不付|不赔)|申请(强制)?执行|强制执行/,
    never: /被(强制)?执行|执行异议|欠别人/,
    rule: "申请强制执行要在两年内提出，从判决书、调解书写的履行期最后一天起算",
  },
  {
    code: "CIVIL_THREE_YEARS",
    name: "诉讼时效",
    law: "民法典第一百八十八条",
    categories: ["DEBT", "CONTRACT", "TORT", "TRAFFIC", "CONSUMER", "BUSINESS"],
    when: /赔|还|欠|退|违约|不付|不给|不肯|拖|要回|要不|讨|追|损失|伤|撞|骗|不认|定金|押金|货款|借/,
    never:
      /(找|要|叫|让)我(们)?(赔|还|付|要钱|每人)|我(要不)?要(不要)?(赔|还)|每人赔|户口|我欠|还不(起|上)|逾期|离婚|刑拘|取保|上诉|一审|判决书/,
    event:
      /受伤|摔(了|伤|断|倒)|砸(到|伤|了)|撞|被打|打伤|烫伤|咬|出(了)?事|出(了)?车祸|事故|手术|到期|说好[^。]{0,12}(还|付|交|结)|约定[^。]{0,12}(还|付|交|结)|应该(还|付|交)|该(还|付)|(写|说)(的|好|明)?[^。]{0,8}(还|付)清?|还款(日|期)|还的?期限|承诺[^。]{0,8}(还|付)|答应[^。]{0,8}(还|付)/,
    add: years(3),
    rule: "向法院起诉，一般要在知道权利受损、知道对方是谁之后三年内",
    unknown: "中间催过、对方认过账，可以重新算。",
  },
];

const LEFT_BEFORE = /(离职|辞职|辞退|开除|走|离开|不干|受伤|摔伤|到期)(了|到现在|已经|有|都|快|将近|差不多|过去|也)*$/;
const DEATH_OR_AGE = /(岁|周岁|工龄|住了|结婚|认识|处了|谈了)/;

/** The date that belongs to the event: in the same clause first, then in the same sentence, then the only date there is. */
const dateOf = (
  text: string,
  event: RegExp,
  dates: readonly DateMention[],
): { date: DateMention; at: number; end: number } | undefined => {
  let best: { date: DateMention; at: number; end: number; distance: number } | undefined;
  const usable = dates.filter((d) => d.kind !== "duration" || isSince(text, d));
  const re = new RegExp(event.source, "g");
  let tries = 0;
  for (let m = re.exec(text); m && tries < 60; m = re.exec(text)) {
    tries++;
    const [at, end] = [m.index, m.index + m[0].length];
    const clause = clauseAround(text, at, end);
    const sentence = sentenceAround(text, at, end);
    for (const date of usable) {
      const gap = date.end <= at ? at - date.end : date.start >= end ? date.start - end : 0;
      const within = date.start >= sentence.start && date.end <= sentence.end;
      if (!within || gap > 24) continue;
      const sameClause = date.start >= clause.start && date.end <= clause.end;
      const distance = gap + (sameClause ? 0 : 30) + (date.kind === "duration" ? 8 : 0);
      if (!best || distance < best.distance) best = { date, at, end, distance };
    }
  }
  return best;
};

/** “离职快一年了”, “走了半年了”: a duration right after an event tells how long ago it was. */
const isSince = (text: string, date: DateMention): boolean => {
  const before = text.slice(Math.max(0, date.start - 8), date.start);
  const after = text.slice(date.end, date.end + 5);
  if (DEATH_OR_AGE.test(before)) return false;
  if (LEFT_BEFORE.test(before)) return true;
  if (/工资|没发|没给|的工|的钱|工钱|不发|欠/.test(after) || /欠|拖|押|干|做了|住院|休|内$|要$|还有$/.test(before))
    return false;
  return (
    /(离职|辞职|辞退|开除|走|离开|不干|受伤|摔伤|伤|到期|去世|过世|出事|收到|拿到|下来|事故)(了|到现在|已经|有|都|快|将近|差不多|过去|也)*$/.test(
      before,
    ) ||
    (/^(了|前)/.test(after) && /(已经|都|快|有)$/.test(before) && /到现在/.test(text))
  );
};

/** A limitation with the last day it could be if the latest day meant is taken: for the flag only. */
export type Found = TriageLimitation & { latest?: Day };

const STILL_WORKING = /(现在)?还在(上班|干|做|厂里|公司|工地|那)|没离职|没走|没辞职/;

export const findLimitations = (folded: Folded, top: readonly CategoryCode[], today: Day): Found[] => {
  const { text } = folded;
  const dates = findDates(text, today);
  const found: Found[] = [];
  for (const clock of CLOCKS) {
    if (clock.categories !== "any" && !clock.categories.some((c) => top.slice(0, 2).includes(c))) continue;
    const match = clock.when.exec(text);
    if (!match || clock.never?.test(text)) continue;
    if (
      clock.code === "CIVIL_THREE_YEARS" &&
      found.some((l) => l.code.startsWith("ADMIN") || l.code === "WORK_INJURY_RECOGNITION")
    )
      continue;
    if (
      clock.code === "CIVIL_THREE_YEARS" &&
      top[0] === "CONSUMER" &&
      found.some((l) => l.code === "RETURN_SEVEN_DAYS")
    )
      continue;
    const working = clock.code === "LABOUR_ARBITRATION" && STILL_WORKING.test(text);
    const event = clock.event && !working ? dateOf(text, clock.event, dates) : undefined;
    found.push(limitationOf(folded, clock, event, match, today));
    if (found.length >= 4) break;
  }
  return found;
};

const limitationOf = (
  folded: Folded,
  clock: Clock,
  event: { date: DateMention; at: number; end: number } | undefined,
  match: RegExpExecArray,
  today: Day,
): Found => {
  const base = { code: clock.code, name: clock.name, law: clock.law };
  const usable = event && clock.add && event.date.from <= today ? event : undefined;
  if (!usable) {
    const evidence =
      clock.code === "CIVIL_THREE_YEARS"
        ? []
        : [wordsOf(folded, spanOf(folded, match.index, match.index + match[0].length))];
    return { ...base, evidence, text: `${clock.rule}。${clock.unknown ?? ""}` };
  }
  const { date, at, end } = usable;
  const places = [
    { start: date.start, end: date.end },
    { start: at, end },
  ].toSorted((a, b) => a.start - b.start);
  const evidence = places.map((p) => wordsOf(folded, spanOf(folded, p.start, p.end)));
  const startsOn = date.from;
  const lastDay = clock.add!(startsOn);
  const latest = clock.add!(date.to);
  const said = date.precision === "day" ? "" : `您没说是哪一天，这里按最早的${inWords(startsOn)}算。`;
  const text =
    latest < today
      ? `${clock.rule}。按您说的时间，${inWords(lastDay)}可能已经到期了。${said}中间催要过、申诉过或有特殊情况的，不一定就晚了，请尽快问律师。`
      : lastDay < today
        ? `${clock.rule}。您没说是哪一天，按您说的时间，可能就在这些天到期，最迟也不过 ${inWords(latest)}，请马上办。`
        : `${clock.rule}，最晚 ${inWords(lastDay)}。${said}`;
  return { ...base, evidence: [...new Set(evidence)], startsOn, lastDay, latest, text };
};
