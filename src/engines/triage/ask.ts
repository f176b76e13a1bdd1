/** One clarifying question: by the pair that ties, or an open one when there is almost nothing to go by. */
import type { CategoryCode, TriageAsk } from "./types.ts";

type Option = TriageAsk["options"][number];
const option = (value: CategoryCode, label: string, addsText: string): Option => ({ value, label, addsText });

/** What a person picks to say which one is meant; `addsText` speaks for exactly this category. */
const OPTIONS: Record<CategoryCode, Option> = {
  FAMILY: option("FAMILY", "夫妻、孩子或赡养老人的事", "这是婚姻家庭的事：离婚、抚养费或赡养。"),
  INHERIT: option("INHERIT", "老人过世后财产怎么分", "这是继承的事：过世后遗产怎么分。"),
  LABOUR: option("LABOUR", "上班、工资或工作中受伤", "这是劳动的事：上班的工资、辞退或工伤。"),
  DEBT: option("DEBT", "借出去的钱，或者欠别人的钱", "这是借钱欠债的事：借款不还。"),
  CONTRACT: option("CONTRACT", "租房、装修、买卖时说好的没做到", "这是合同的事：对方违约，合同纠纷。"),
  HOUSING: option("HOUSING", "买房、物业或小区的事", "这是房产物业的事：买房或者小区物业。"),
  LAND: option("LAND", "农村的田地、宅基地", "这是农村土地的事：承包地或宅基地。"),
  EXPROPRIATION: option("EXPROPRIATION", "征地、拆迁补偿", "这是征地拆迁补偿的事。"),
  TRAFFIC: option("TRAFFIC", "路上撞车、被车撞", "这是交通事故，被车撞了。"),
  TORT: option("TORT", "受了伤或名誉受损，要人赔", "这是人身损害侵权赔偿的事。"),
  CONSUMER: option("CONSUMER", "买东西、办卡、培训班要退钱", "这是消费的事：商家要退款退货。"),
  NEIGHBOUR: option("NEIGHBOUR", "跟邻居的矛盾", "这是跟邻居的矛盾，相邻关系。"),
  CRIMINAL: option("CRIMINAL", "被骗、被偷、有人被抓", "这是刑事的事：报案、诈骗或者被抓了。"),
  ADMIN: option("ADMIN", "不服政府部门的处罚或决定", "这是行政处罚、行政复议的事。"),
  PROCEDURE: option("PROCEDURE", "只想问怎么打官司、去哪里办", "我想问怎么起诉、去哪个法院、怎么立案。"),
  PAPERS: option("PAPERS", "办户口、证件、公证", "这是办户口、身份证或公证的事。"),
  BUSINESS: option("BUSINESS", "办公司、合伙做生意", "这是公司股东、合伙经营的事。"),
  NOT_LEGAL: option("NOT_LEGAL", "都不是", "其他的事。"),
};

const NONE: Option = { value: "OTHER", label: "都不是，找人问", addsText: "" };

const PAIRS: [CategoryCode, CategoryCode, string][] = [
  ["LABOUR", "DEBT", "欠的是干活的工钱，还是借出去的钱？"],
  ["LABOUR", "TRAFFIC", "是上下班路上或工作时撞的，还是平时出门撞的？"],
  ["LABOUR", "TORT", "是在上班干活时受的伤吗？"],
  ["LABOUR", "CONTRACT", "您是给人打工，还是包活、做买卖？"],
  ["LABOUR", "BUSINESS", "您是替人上班的，还是自己做老板的？"],
  ["FAMILY", "INHERIT", "这位亲人还在吗？您问的是家里的事，还是过世后的财产？"],
  ["CONTRACT", "CONSUMER", "您是自己家里用，还是做生意用？"],
  ["HOUSING", "CONTRACT", "房子是买的，还是租的、装修的？"],
  ["HOUSING", "NEIGHBOUR", "您想找物业、开发商，还是找邻居？"],
  ["LAND", "EXPROPRIATION", "地是被政府征收了，还是跟村里、邻居有争议？"],
  ["CRIMINAL", "DEBT", "钱是借给熟人的，还是被骗走的？"],
  ["CRIMINAL", "TORT", "您想报案追究，还是想要医药费赔偿？"],
];

const pairQuestion = (a: CategoryCode, b: CategoryCode): string =>
  PAIRS.find(([x, y]) => (x === a && y === b) || (x === b && y === a))?.[2] ?? "您最想问的是哪一件？";

export const askBetween = (codes: readonly CategoryCode[]): TriageAsk => {
  const [a, b] = codes as [CategoryCode, CategoryCode];
  return {
    code: `WHICH_${[a, b].toSorted().join("_")}`,
    question: pairQuestion(a, b),
    options: [...codes.slice(0, 3).map((code) => OPTIONS[code]), NONE],
  };
};

/** Nothing to go by: the six commonest matters (shared/domain.md §8.3). */
export const askOpen = (): TriageAsk => ({
  code: "WHAT_ABOUT",
  question: "您的事跟哪一样最像？",
  options: [
    ...(["LABOUR", "FAMILY", "DEBT", "CONTRACT", "HOUSING", "PROCEDURE"] as const).map((c) => OPTIONS[c]),
    NONE,
  ],
});
