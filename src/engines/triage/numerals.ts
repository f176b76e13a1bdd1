/** Chinese and Arabic numbers as people write them: 六, 十二, 两百, 23, 二〇二三. */

const DIGIT: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNIT: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 廿: 20, 卅: 30 };

/** The characters a number may consist of, for use inside a pattern. */
export const NUMBER = "(?:[0-9]{1,6}|[〇零一二两三四五六七八九十百千廿卅]{1,7})";

/** The number, or undefined when it is none. */
export const readNumber = (text: string): number | undefined => {
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (text === "半") return 0.5;
  const chars = [...text];
  // 七八(个人) is seven or eight: the larger
  if (chars.length === 2 && chars.every((c) => c in DIGIT) && DIGIT[chars[1]!]! - DIGIT[chars[0]!]! === 1)
    return DIGIT[chars[1]!];
  if (chars.length > 1 && chars.every((c) => c in DIGIT)) return Number(chars.map((c) => DIGIT[c]).join(""));
  let total = 0;
  let digit: number | undefined;
  for (const c of chars) {
    if (c in DIGIT) digit = DIGIT[c];
    else if (c === "廿" || c === "卅") total += UNIT[c]!;
    else if (c in UNIT) {
      total += (digit ?? 1) * UNIT[c]!;
      digit = undefined;
    } else return undefined;
  }
  return total + (digit ?? 0);
};
