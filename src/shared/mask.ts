/**
 * What is shown of personal data at level L1 (lists, SMS, print, everybody above the handling clinic), by the masking
 * table of the standards page §1.4 (MSK-01). Masks run on the server. Each mask applied twice changes nothing, and its
 * length tells at most whether a name has one or more hidden characters.
 */
import type { CivilDate } from "./civil-time.ts";
import { birthDateOf, isUnder14 } from "./identity-number.ts";
import { graphemes } from "./text.ts";

const COMPOUND_SURNAMES = new Set(
  (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 端木 夏侯 轩辕 宇文 长孙 独孤 南宫 西门 东郭 百里 呼延 闻人 " +
    "澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 司寇 赫连 拓跋 第五"
  ).split(" "),
);

/** `张三` → `张*`, `张三丰` → `张**`, `欧阳修` → `欧阳*`, `阿卜杜勒·买买提` → `阿**`. Empty stays empty. */
export function maskName(name: string): string {
  const parts = graphemes(name.replace(/\s+/g, ""));
  if (parts.length === 0) return "";
  if (parts.length === 1) return "*";
  const compound = parts.length > 2 && COMPOUND_SURNAMES.has(parts.slice(0, 2).join(""));
  const shown = compound ? 2 : 1;
  return parts.slice(0, shown).join("") + "*".repeat(Math.min(2, parts.length - shown));
}

/**
 * `320***********1234`: first three, last four; `***` for somebody under 14 on the civil date `on`.
 * 15-digit numbers keep the last three (their twelfth digit is part of the birth date). Passports and the like keep the
 * first and the last two signs; anything shorter than eight signs is `***`.
 */
export function maskIdNumber(idNumber: string, on: CivilDate): string {
  const value = idNumber.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (value === "") return "";
  if (/^[\d*]{17}[\dX*]$/.test(value)) {
    const birth = birthDateOf(value);
    if (birth !== undefined && isUnder14(birth, on)) return "***";
    return `${value.slice(0, 3)}${"*".repeat(11)}${value.slice(-4)}`;
  }
  // Born before 1999-10, when 18 signs came: nobody of them is under 14.
  if (/^[\d*]{15}$/.test(value)) return `${value.slice(0, 3)}${"*".repeat(9)}${value.slice(-3)}`;
  const signs = graphemes(value);
  return signs.length < 8 ? "***" : `${signs[0]}*****${signs.slice(-2).join("")}`;
}

/** `138****1234`; landline `0519-****1234` (an extension is dropped); anything else `****1234`, or `****` when short. */
export function maskPhone(phone: string): string {
  const text = phone
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .trim();
  if (text === "") return "";
  const extension = /^(0\d{2,3}-[\d*]{7,8})-\d{1,5}$/.exec(text);
  const digits = (extension?.[1] ?? text).replace(/^(?:\+86|0086)/, "").replace(/[^\d*]/g, "");
  const tail = digits.slice(-4);
  if (/^1[3-9][\d*]{9}$/.test(digits)) return `${digits.slice(0, 3)}****${tail}`;
  const area = /^(010|02\d|0[3-9]\d{2})[\d*]{7,8}$/.exec(digits)?.[1];
  if (area !== undefined) return `${area}-****${tail}`;
  return digits.length < 8 ? "****" : `****${tail}`;
}

const HOUSE_NUMBER =
  /[\d０-９①-⑳]|[〇零一二三四五六七八九十百千两]+(?:[-－—至之][〇零一二三四五六七八九十百千两]+)?(?:号|幢|栋|室|单元|组|弄|楼|座|层|队|门|户)/u;
const ADMIN = "[^\\d省市区县镇乡村路街巷弄号，,。（(]";
const ADDRESS = new RegExp(
  [
    "^(?:[^\\d省市号]{2,8}(?:省|自治区))?",
    `(?:[^\\d号]${ADMIN}{1,7}(?:市|自治州|地区))?`,
    `(?:[^\\d号]${ADMIN}{0,7}(?:区|县|市|旗))?`,
    "(?:[^\\d路村号巷弄，,。（(]{1,9}?(?:街道|镇|乡|开发区|高新区|度假区))?",
    "(?:[^\\d路街巷弄号镇乡，,。（(]{1,10}?(?:村|社区|居委会|居民委员会))?",
    "(?:[^\\d村号巷弄，,。（(]{1,8}?(?:大道|大街|路|街|巷|弄|道))?",
  ].join(""),
  "u",
);

/**
 * An address down to village or road, without any number: `常州市武进区湖塘镇花园街12号3幢402室` → `常州市武进区湖塘镇花园街`.
 * Whatever follows the first number is dropped; an address without a readable place is `***`.
 */
export function maskAddress(address: string): string {
  const text = address.replace(/\s+/g, "");
  if (text === "") return "";
  const cut = text.search(HOUSE_NUMBER);
  const shown = ADDRESS.exec(cut === -1 ? text : text.slice(0, cut))?.[0] ?? "";
  return shown === "" ? "***" : shown;
}

const CHINESE_DIGIT = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖";
const PERSONAL_NUMBER = new RegExp(
  [
    // Mail addresses, before their digits are looked at.
    "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
    // Identity numbers, telephones, bank cards: seven digits and more, also spread by spaces, dots or hyphens.
    "\\+?\\d(?:[\\s.\\-()_·]{0,2}\\d){6,}[Xx]?",
    `[${CHINESE_DIGIT}](?:[\\s.\\-、]{0,2}[${CHINESE_DIGIT}]){6,}`,
    // Number plates.
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\\s-]?[A-Z0-9]{4,6}",
  ].join("|"),
  "gu",
);

/** A text with personal numbers (identity, telephone, card, plate, mail) replaced by `***` (PRV-08). */
export function hideNumbers(text: string): string {
  // Digits of any width: the folded text is searched and, when it holds such a number, also shown.
  const folded = text.replace(/[０-９Ａ-Ｚａ-ｚ＠．－＋]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return folded.replace(PERSONAL_NUMBER, "***");
}

/** The first `length` graphemes of a narrative on one line, personal numbers hidden first; `…` where it goes on. */
export function excerpt(text: string, length = 20): string {
  const parts = graphemes(hideNumbers(text).replace(/\s+/g, " ").trim());
  if (parts.length <= length || (parts.length === length + 1 && parts.at(-1) === "…")) return parts.join("");
  return `${parts.slice(0, length).join("")}…`;
}
