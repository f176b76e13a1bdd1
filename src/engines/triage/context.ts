/** What surrounds a danger word: is it denied, imagined, long past, or only studied? */
import { clauseAround, sentenceAround } from "./fold.ts";

/** Somebody studies, writes, teaches or watches: the words are a subject, not an event. */
const STUDY =
  /论文|作业|课题|考试|法考|司考|备考|复习题|选择题|案例分析|题目|模拟法庭|辩论赛|(普法|法治|防骗|反诈|法律)(讲座|宣传|课|活动|小品)|(办|搞|开展|举办|组织|做)(一)?(个|场|次)?[^。，]{0,6}讲座|备课|做个?(宣传|展板|海报|课件|ppt)|黑板报|手抄报|小说|剧本|电视剧|电视里|电影|短视频里|看新闻|新闻(里|上|说|报)|报纸|写(文章|稿|材料|报告)|调研|课件|研究|科普|想了解一下?(法律|规定|法条|概念)|学法律|法学|法律系|宣传栏|直播普法|看了个?(案例|报道)/;

/** A bare question about the rule. */
const RULE_QUESTION =
  /(怎么|如何|会|要|能|可以)(定罪|认定|界定|判刑|量刑|处罚|判多少年|判几年)|是什么(意思|罪|概念)|什么(叫|是)|定义|构成要件|算不算|算(是)?(犯罪|违法|什么罪)|属于什么|法条|第几条|法律(上)?(规定|怎么规定)|有哪些(规定|情形|形式|类型)|包括哪些|判几年|立案标准|追诉标准/;

/** Words that tie an event to a person who is there. */
const PERSONAL =
  /我(家|老公|丈夫|男人|爱人|老婆|妻子|男朋友|女朋友|对象|前夫|爸|妈|父|母|爹|娘|公公|婆婆|儿子|女儿|孩子|小孩|小囡|娃|弟|哥|姐|妹|孙|侄|外甥|邻居|朋友|同事|闺蜜|同学|表|堂|们)|打我|打了我|我被|我不想|我想死|救我|帮我|我(快|要|就)(疯|死)|我害怕|我怕|她老公|他爸|她爸|她丈夫|她男人|俺/;

const NEGATION =
  /(没有|没|从没|从来没有?|从来不|从未|未曾|不曾|不会|不敢|并未|并没有?|没有过|不存在|不是说?|并不是?|又不是|绝不|不至于|别|未)(再|怎么|真的?|真正|对我|当着.{0,3}|动手|因此|因为这个?|因为|有过?|过|什么|遭受|受到?|发生过?|想过?要?|想着?|要|说要?|被|出现|到|对(她|他|孩子|我们)|任何|有人|一直|经常|去)*$/;
const NOT_NEGATION =
  /(不是没有?|没有一天不|没有哪天不|没少|没有少|不得不|没停过|不会不|没人(管|帮|拦)?|是不是|要不是|没一天不|不能不|没办法|没法|不是(第一次|一次|头一回).{0,3}|不是.{0,6}就是|谁没|不是(被|一直|经常|去))$/;

const HYPOTHETICAL = /(如果|假如|要是|万一|假设|假使|比如|譬如|倘若|有人(要是|如果))/;
const AGAIN = /再|又|还(会|要|说|打|来)|这次|现在|今天|昨天|昨晚|刚才|刚刚|这几天|一直|经常|天天|每天|总是|老是/;
const LONG_PAST =
  /小时候|童年|当年|从前|上辈子|民国|年轻(的)?时候|十几年前|几十年前|好多年前|多年前|([3-9]|[1-9][0-9]|[三四五六七八九十]{1,2})年前|上世纪|[八九]十年代|早就(不|离|没)|已经(去世|过世|死了|改好)|都(去世|过世|不在)了/;
const NOW =
  /现在|今天|昨天|昨晚|刚才|刚刚|这几天|最近|一直|经常|天天|每天|总是|还在|又(打|来|动|要|骂|喝)|到现在|至今|今早|今晚|这两天|还(打|骂|来|要)/;

export type ContextRule = "negation" | "study" | "hypothetical" | "longPast";

/** The text with what has to be known about the whole of it, worked out once. */
export type Scene = { text: string; personal: boolean; study: boolean; ruleQuestion: boolean; now: boolean };

export const sceneOf = (text: string): Scene => ({
  text,
  personal: PERSONAL.test(text),
  study: STUDY.test(text),
  ruleQuestion: RULE_QUESTION.test(text),
  now: NOW.test(text),
});

const FICTION = /小说|剧本|电视剧|电视里|电影|剧里|演的|案例里|题目|论文|新闻(里|上|说)|短视频里/;
const OWN_FAMILY = /我(老公|丈夫|男人|爱人|爸|妈|孩子|儿子|女儿)|打我|我被/;
const WINDOW = 200;

/** True when the words around the hit take its force away. `strength` "event": told as something that happens. */
export const isSilenced = (
  scene: Scene,
  start: number,
  end: number,
  strength: "event" | "topic",
  checks: readonly ContextRule[],
): boolean => {
  const { text } = scene;
  const clause = clauseAround(text, start, end, WINDOW);
  const sentence = sentenceAround(text, start, end, WINDOW);
  if (checks.includes("negation")) {
    const before = text.slice(Math.max(clause.start, start - 12), start);
    if (NEGATION.test(before) && !NOT_NEGATION.test(before)) return true;
    if (/^(过)?(都|这种事|这回事)?(是)?(不可能|没有的事|没有过|的事没有)/.test(text.slice(end, end + 10))) return true;
  }
  const inSentence = text.slice(sentence.start, sentence.end);
  if (checks.includes("study")) {
    if (strength === "topic" && !scene.personal && (scene.study || scene.ruleQuestion)) return true;
    // a told event is silenced only by a story or study word in its own sentence, close before it
    if (FICTION.test(text.slice(Math.max(sentence.start, start - 14), start))) return true;
    if (strength === "topic" && STUDY.test(inSentence) && !OWN_FAMILY.test(inSentence)) return true;
  }
  if (checks.includes("hypothetical")) {
    const lead = text.slice(Math.max(sentence.start, clause.start - 12), start);
    if (HYPOTHETICAL.test(lead) && !AGAIN.test(inSentence)) return true;
  }
  return checks.includes("longPast") && !scene.now && LONG_PAST.test(inSentence);
};
