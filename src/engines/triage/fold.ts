/**
 * Folding of the person's words for matching: full width to half, traditional to simplified (a small table),
 * spaces, invisible characters, emoji and ornaments dropped, sentence marks unified. Every folded character
 * remembers where it came from, so evidence can be shown in the person's own words.
 */
import type { Span } from "./types.ts";

/** Pairs traditional → simplified: the characters that occur in our lexicon and flags; not a general converter. */
const TRADITIONAL = `離离婦妇撫抚養养贍赡財财產产禮礼訂订協协議议單单開开關关門门東东車车個个們们這这說说話话請请問问題题時时間间錢钱債债條条還还據据貸贷擔担償偿賠赔費费報报勞劳動动務务資资傷伤險险廠厂闆板發发給给沒没從从後后過过現现實实際际
與与對对嗎吗麼么媽妈爺爷孫孙親亲兒儿孃娘嬰婴殺杀輕轻樓楼農农藥药燒烧結结絕绝斷断繩绳遺遗囑嘱繼继贈赠證证書书處处護护戶户縣县鎮镇鄉乡區区國国學学習习醫医療疗員员師师廣广場场買买賣卖網网購购貨货檢检驗验貓猫聽听見见觀观視视
號号碼码電电腦脑線线機机會会業业當当點点滿满應应該该監监獄狱獲获審审訴诉訟讼執执辦办權权騙骗詐诈騷骚擾扰亂乱嚇吓脅胁傳传喚唤帶带進进裡里裏里邊边鄰邻牆墙壞坏臺台灣湾漢汉華华陽阳隱隐隨随難难雙双雖虽飛飞馬马駕驾駛驶驚惊髒脏
體体魚鱼鳥鸟鷄鸡鬧闹鬥斗龍龙齡龄歲岁歸归歷历舊旧舉举興兴藝艺節节範范築筑簽签紙纸組组統统經经綠绿維维緊紧練练縱纵總总繫系繳缴續续義义聲声職职聯联腳脚腫肿臉脸臨临蓋盖莊庄虧亏蟲虫術术衛卫複复製制訓训記记許许訪访設设評评詢询
試试詳详認认誰谁調调談谈論论識识譯译讀读變变讓让負负貢贡貧贫責责貪贪貴贵賊贼賬账賭赌賴赖賺赚贏赢趕赶跡迹踐践軍军軟软載载輛辆輸输轉转運运達达違违遠远適适遲迟選选遷迁鄭郑醜丑釋释鈔钞銀银銷销鋪铺錄录鎖锁鐵铁鑑鉴長长陰阴陳陈
陸陆階阶雜杂雞鸡響响項项順顺須须預预頭头頸颈額额願愿類类顧顾風风飯饭飲饮館馆駐驻騎骑麗丽麥麦黃黄黨党齊齐兩两喪丧喬乔圍围圖图團团壓压奪夺奮奋妝妆姦奸嬸婶寫写寶宝導导將将專专尋寻層层屆届屍尸嶺岭帳账幣币幫帮幾几庫库廳厅彈弹
徵征恥耻惡恶惱恼愛爱慘惨憂忧憑凭懷怀戀恋戰战戲戏拋抛拚拼掃扫掛挂採采換换損损搶抢撥拨撲扑擇择擊击擠挤擬拟攔拦攝摄敗败敵敌數数斃毙於于曬晒棄弃棟栋楊杨極极構构樂乐標标樣样樹树橋桥檔档殘残殯殡毀毁毆殴氣气決决況况淚泪淨净渾浑
湯汤溝沟滅灭漁渔漲涨潔洁潛潜澤泽濕湿災灾為为烏乌無无煙烟煩烦熱热爭争爾尔牽牵犧牺狀状獨独獎奖瑣琐環环畝亩畢毕異异瘋疯瘡疮癥症癱瘫盜盗盡尽盤盘瞞瞒矯矫確确禍祸禦御種种稱称穩稳窮穷竊窃競竞筆笔簡简籃篮糧粮純纯紅红級级終终細细
紹绍罰罚罵骂羅罗聖圣聞闻蘇苏葉叶蕭萧薦荐藍蓝蘭兰補补裝装襲袭規规覺觉觸触計计訊讯詞词誤误誘诱課课諒谅謀谋謊谎謝谢譽誉貞贞賀贺賓宾賞赏質质贖赎軌轨較较輔辅輩辈輪轮辭辞辯辩迴回連连週周遊游遞递邏逻郵邮鄧邓醬酱針针釣钓鈴铃鉗钳
鋼钢錯错鍋锅鏡镜鐘钟閃闪閉闭閑闲閱阅隊队陣阵隻只靈灵靜静韓韩頂顶頓顿頗颇領领頻频顆颗顏颜飢饥餓饿駁驳騰腾鬆松鹽盐麵面妳你牠它祂他姊姐佔占係系嘗尝嘆叹塊块壯壮夠够夢梦奧奥嚴严啟启喫吃喲哟釁衅壩坝憶忆閨闺繞绕縫缝絲丝紛纷紀纪
約约納纳紐纽織织績绩罷罢肅肃脫脱蘿萝蟬蝉衝冲衆众眾众褲裤詛诅誡诫誌志誠诚誕诞誣诬諾诺講讲謂谓譴谴貼贴贓赃趙赵躍跃軀躯轎轿轟轰釘钉鋸锯錘锤鑰钥闖闯雲云霧雾頁页飄飘飾饰餘余騾骡髮发鬱郁鴨鸭龐庞亞亚伕夫偵侦偽伪傭佣僅仅價价儀仪
億亿優优儲储兇凶冊册凍冻剛刚創创劃划劇剧劉刘勁劲勝胜勢势勵励參参叢丛吳吴嗚呜囉啰圓圆堅坚墊垫墜坠壽寿壇坛婁娄嬌娇寢寝寬宽寵宠屬属歐欧歡欢歎叹殼壳`;

const simplified = new Map<string, string>();
{
  const chars = [...TRADITIONAL.replace(/\s/g, "")];
  for (let i = 0; i + 1 < chars.length; i += 2) simplified.set(chars[i]!, chars[i + 1]!);
}

export type Folded = {
  /** 。 ends a sentence, ， ends a clause; everything else is a Han character, letter, digit or number mark */
  text: string;
  /** start offset in the original of every folded code unit */
  from: Int32Array;
  /** end offset in the original of every folded code unit */
  to: Int32Array;
  original: string;
};

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** One code unit at a time is enough: whatever lies outside the BMP carries no legal words and is dropped. */
const foldUnit = (unit: number): string => {
  let c = unit;
  if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
  if (isDigit(c)) return String.fromCharCode(c);
  if (c >= 65 && c <= 90) return String.fromCharCode(c + 32);
  if (c >= 97 && c <= 122) return String.fromCharCode(c);
  if (c === 0x3007) return "〇";
  if (c >= 0x3400 && c <= 0x9fff) {
    const ch = String.fromCharCode(c);
    return simplified.get(ch) ?? ch;
  }
  if (c === 0x3002 || c === 0x21 || c === 0x3f || c === 0x3b || c === 0xff61) return "。";
  if (c === 0x2c || c === 0x3001 || c === 0x3a || c === 0xff64 || c === 0x0a || c === 0x0d || c === 0x2028) return "，";
  if (c === 0x2e || c === 0x2d || c === 0x2f || c === 0x25) return String.fromCharCode(c);
  return "";
};

export const fold = (original: string): Folded => {
  const out: string[] = [];
  const from = new Int32Array(original.length);
  const to = new Int32Array(original.length);
  let n = 0;
  for (let i = 0; i < original.length; i++) {
    let ch = foldUnit(original.charCodeAt(i));
    if (ch === "") continue;
    const last = n > 0 ? out[n - 1]! : "";
    if (ch === "." || ch === "-" || ch === "/") {
      // number marks count only between digits: 2023.3.5, 2023-3-5, 3.5万
      const near = foldUnit(original.charCodeAt(i + 1));
      const inNumber = isDigit(last.charCodeAt(0)) && isDigit(near.charCodeAt(0));
      if (!inNumber && ch !== ".") continue;
      if (!inNumber) ch = "。";
    }
    if ((ch === "，" || ch === "。") && (last === "，" || last === "。")) {
      if (ch === "。") out[n - 1] = "。";
      continue;
    }
    out.push(ch);
    from[n] = i;
    to[n] = i + 1;
    n++;
  }
  return { text: out.join(""), from, to, original };
};

/** A place in the folded text, in the person's own words. */
export const spanOf = (folded: Folded, start: number, end: number): Span => ({
  start: folded.from[start] ?? 0,
  end: folded.to[Math.max(start, end - 1)] ?? 0,
});

export const wordsOf = (folded: Folded, span: Span): string => folded.original.slice(span.start, span.end);

const around = (
  text: string,
  start: number,
  end: number,
  marks: string,
  reach: number,
): { start: number; end: number } => {
  const low = Math.max(0, start - reach);
  const high = Math.min(text.length, end + reach);
  let s = start;
  while (s > low && !marks.includes(text[s - 1]!)) s--;
  let e = end;
  while (e < high && !marks.includes(text[e]!)) e++;
  return { start: s, end: e };
};

/** The sentence around a place: between 。 marks, at most `reach` characters either side. */
export const sentenceAround = (text: string, start: number, end: number, reach = 200): { start: number; end: number } =>
  around(text, start, end, "。", reach);

/** The clause around a place: between ， or 。 marks, at most `reach` characters either side. */
export const clauseAround = (text: string, start: number, end: number, reach = 200): { start: number; end: number } =>
  around(text, start, end, "，。", reach);
