/**
 * Risk flags, independent of the categories and never silenced by a low score (shared/engines.md §1.4).
 * Danger rules are data (danger.ts), their context checks are in context.ts; group wages and the clock are worked
 * out here.
 */

import { daysBetween } from "../../shared/civil-time.ts";
import type { Found } from "./clocks.ts";
import { isSilenced, type Scene, sceneOf } from "./context.ts";
import { type DangerRule, NARROW_RULES } from "./danger.ts";
import { CLASS_RULES } from "./danger-classes.ts";
import { WIDE_RULES } from "./danger-wide.ts";
import { clauseAround, type Folded, sentenceAround, spanOf, wordsOf } from "./fold.ts";
import { NUMBER, readNumber } from "./numerals.ts";
import { FLAG_CODES, type FlagCode, type Span, type TriageFlag } from "./types.ts";

const DANGER_RULES = [...NARROW_RULES, ...WIDE_RULES, ...CLASS_RULES];
const MAX_EVIDENCE = 4;
const MAX_TRIES = 300;
/** A clock that ends within this many days is near. */
export const NEAR_DAYS = 30;

type Place = { start: number; end: number };

const placesOf = (rule: DangerRule, scene: Scene): Place[] => {
  const { text } = scene;
  if (rule.text && !rule.text.test(text)) return [];
  const places: Place[] = [];
  rule.hit.lastIndex = 0;
  let tries = 0;
  for (let m = rule.hit.exec(text); m && places.length < MAX_EVIDENCE && tries < MAX_TRIES; m = rule.hit.exec(text)) {
    tries++;
    const [start, end] = [m.index, m.index + m[0].length];
    if (end === start) {
      rule.hit.lastIndex++;
      continue;
    }
    const clause = clauseAround(text, start, end);
    if (rule.never?.test(text.slice(clause.start, clause.end))) continue;
    if (rule.near) {
      const sentence = sentenceAround(text, start, end);
      if (!rule.near.test(text.slice(sentence.start, sentence.end))) continue;
    }
    if (isSilenced(scene, start, end, rule.strength, rule.checks)) continue;
    places.push({ start, end });
  }
  return places;
};

const WAGES = /(工资|工钱|工钿|薪水|血汗钱|劳务费|生活费|薪|工程队的钱|人工费)/;
const ARREARS =
  /(拖欠|欠|没发|不发|没给|不给|没结|不结|没拿到|拿不到|讨薪|讨要|跑了|跑路|要不到|没着落|拖着|拖了|押|一分(钱)?(没|都没)|发不出|没看见|没见|要工钱|要工资|着落|卷跑|卷款|结账|没拿|没到手|没讨|讨不|没领|没人认|不认|没影|没结清|没发)/;
const ARREARS_ALONE =
  /(包工头|老板|工头|公司|厂里|厂子|工地|项目部)[^。]{0,12}(欠|没给|不给|没结|不结|跑了|跑路)[^。，]{0,6}(钱|账)|讨薪|欠薪|一分(?:钱)?(?:都)?没(?:看)?见|(?:干|做)了[^。]{0,20}一分(?:钱)?(?:都)?没/;
const PEOPLE = "(?:个|名|位|[号口](?=人|工))";
const WHO =
  "(?:人|工人|工友|民工|农民工|兄弟|老乡|员工|同事|伙计|师傅|技师|服务员|厨师|司机|阿姨|女的|男的|小工|大工|姐妹|弟兄|女工|临时工|职工|骑手|保安|保洁)";
const COUNTED = new RegExp(
  `(?:(我)(?:和|跟|同|带着?|还有|加上?)(?:另外|其他)?)?(${NUMBER})(多|来|几)?(?:${PEOPLE}${WHO}|${WHO}|[个名位](?=想|了|就|[，。]|$|一起|一道|都|全|加|跟|没|干|做|去|来|出|的工|在|等|被|讨|要|和我|连我|人都))(?!月|星期|礼拜|小时|钟头|工日|孩子|小孩|字|问题|电话|姑娘|银行|女儿|儿子|的活|的事)(加(?:上)?我|和我|跟我|连我)?`,
  "g",
);
const CROWD =
  /(?:流水线|车间|宿舍|一个厂|工地)(?:上|里)?的?(?:姐妹|兄弟|工友|人|女工)们?都|(?:十来|十几)(?:个|名|号|位|人)|[一二三四五六七八九几]十(?:多|来|几)?[号口](?=人|工|老|兄|民|弟)|几十(?:个|名|号|位|人|口)|好几十|上百(?:个|名|号|人)|一百多|全(?:厂|车间|班组|队|工地|体|公司)(?:的)?(?:人|工人|员工|都|几)?|整个(?:班组|车间|工地|厂|施工队|项目部|公司)(?:的)?(?:人|工人)?|(?:一大?帮|一群|一大?批|一伙)(?:人|工人|工友|老乡|民工|兄弟|农民工)|大伙儿?|大家(?:伙)?(?:儿)?(?:的)?(?:工资|工钱|都没)|好多(?:人|工人|工友)|很多(?:人|工人|工友)/g;
const ALONE =
  /(只|就|光|单单|唯独)(欠|差|剩|不给|没给|不发|没发|拖)了?(我)(一个)?|别人都(发|给|结|拿)|就我(一个|没|自己)/;

const groupWages = (scene: Scene): Place[] => {
  const { text } = scene;
  if (!((WAGES.test(text) && ARREARS.test(text)) || ARREARS_ALONE.test(text))) return [];
  if (ALONE.test(text)) return [];
  if (/我(是|开的?)(老板|公司|厂)|我(的)?公司(有)?/.test(text) && !/我们公司(拖欠|欠|没)/.test(text)) return [];
  if (!scene.personal && scene.study) return [];
  if (/(如果|假如|比如|要是).{0,10}(人|名).{0,8}(欠|工资)/.test(text) && /算(不算)?|怎么定|立案|规定/.test(text))
    return [];
  const places: Place[] = [];
  for (const m of text.matchAll(COUNTED)) {
    const clause = clauseAround(text, m.index, m.index + m[0].length);
    if (/(孩子|子女|儿女|女儿|儿子|家里)[^，。]{0,4}$/.test(text.slice(clause.start, m.index))) continue;
    if (/一家|家里有/.test(text.slice(Math.max(clause.start, m.index - 4), m.index))) continue;
    const n = (readNumber(m[2]!) ?? 0) + (m[1] || /^[加和跟]/.test(m[4] ?? "") ? 1 : 0);
    const rest = text.slice(m.index + m[0].length, clause.end);
    if (/^(里|中)?(只有|就|都发|都拿到|以上|不到)/.test(rest) && !/都(没|被)/.test(rest)) continue;
    if (n >= 5) places.push({ start: m.index, end: m.index + m[0].length });
    if (places.length >= MAX_EVIDENCE) break;
  }
  for (const m of text.matchAll(CROWD)) {
    if (places.length >= MAX_EVIDENCE) break;
    places.push({ start: m.index, end: m.index + m[0].length });
  }
  return places;
};

const NEAR_WORDS =
  /(时效|期限|上诉期|诉讼期|仲裁期|复议期|起诉期|举证期)[^。]{0,6}(快|马上|就要|将要|要)?(过|到|满|截止)(期|了)?|(拖下去|不办|不告|不去)[^。，]{0,4}(过|超)(了)?(时效|期)|(快|马上|就要|眼看|再过几天就|再不[^。，]{0,6}就)(过期|过时效|超期|到期|过了?期|超过|满(一|两|三)年|过了时间|来不及)|(还剩|只剩|还有|就剩|剩下)[^。，]{0,3}(天|几天)[^。，]{0,8}(到期|截止|过期|就到|时效|上诉|满)|最后(一|两|二|三|几)天|(今天|明天|后天)(就)?(到期|截止|最后|过期|满(一|两|三)年)|(快|差不多|将近|马上|就要)(满)?(一年|1年|三年|3年|六个月|半年|两个月|60天|十五天|15天)(了)?[^。]{0,12}(还能|来得及|告|仲裁|起诉|复议|时效)/g;
const NEAR_NEVER =
  /(医保卡|社保卡|优惠券|门票|机票|驾照|身份证|护照|合同|保质期|保修|食品|会员|年卡|签证|居住证|房租|租约|贷款|证件|签注|优惠|保险)[^。，]{0,8}(到期|过期|快|马上|还有|最后|明天|今天)|(快|马上|明天|今天)[^。，]{0,3}(到期|过期)的?(驾照|身份证|合同|食品|药|牛奶)|牛奶|面包|奶粉|饮料|月饼|鸡蛋|化妆品/;

const isNear = (l: Found, today: string): boolean =>
  l.lastDay !== undefined &&
  daysBetween(today, l.lastDay) <= NEAR_DAYS &&
  daysBetween(today, l.latest ?? l.lastDay) >= 0;

const limitationNear = (
  scene: Scene,
  limitations: readonly Found[],
  today: string,
): { places: Place[]; clock: boolean } => {
  const clock = limitations.some((l) => isNear(l, today));
  if (!scene.personal && scene.study) return { places: [], clock };
  const places: Place[] = [];
  for (const m of scene.text.matchAll(NEAR_WORDS)) {
    if (places.length >= MAX_EVIDENCE) break;
    const clause = clauseAround(scene.text, m.index, m.index + m[0].length);
    if (NEAR_NEVER.test(scene.text.slice(clause.start, clause.end))) continue;
    places.push({ start: m.index, end: m.index + m[0].length });
  }
  return { places, clock };
};

const flagOf = (folded: Folded, code: FlagCode, places: Place[], extra: string[] = []): TriageFlag => {
  const spans: Span[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    const span = spanOf(folded, place.start, place.end);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else spans.push(span);
  }
  const kept = spans.slice(0, MAX_EVIDENCE);
  const evidence = [...kept.map((s) => wordsOf(folded, s)), ...extra];
  return { code, evidence: [...new Set(evidence)], spans: kept };
};

export const findFlags = (folded: Folded, limitations: readonly Found[], today: string): TriageFlag[] => {
  const scene = sceneOf(folded.text);
  const found = new Map<FlagCode, Place[]>();
  for (const rule of DANGER_RULES) {
    const places = placesOf(rule, scene);
    if (places.length) found.set(rule.flag, [...(found.get(rule.flag) ?? []), ...places]);
  }
  const group = groupWages(scene);
  if (group.length) found.set("GROUP_WAGES", group);
  const near = limitationNear(scene, limitations, today);
  const nearWords = limitations.filter((l) => isNear(l, today)).flatMap((l) => l.evidence);
  if (near.places.length || near.clock) found.set("LIMITATION_NEAR", near.places);
  return FLAG_CODES.filter((code) => found.has(code)).map((code) =>
    flagOf(folded, code, found.get(code)!, code === "LIMITATION_NEAR" ? nearWords : []),
  );
};
