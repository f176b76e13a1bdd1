/** SEC-01: what a staff password must be. Pure; the reason tells the person what to change. */

export type PasswordWeakness = "short" | "simple" | "context" | "common";

const MIN_LENGTH = 12;
const MIN_CLASSES = 3;
/** Signs that must remain when everything that is guessed first is taken away. */
const MIN_UNGUESSED = 6;

/** Words of this work that are tried first at a justice bureau; the names of the place come from the city pack. */
const ALWAYS = ["司法", "sifa", "法律门诊", "falvmenzhen", "12348"];

/** What the long lists of leaked passwords are made of: at 12 signs and more they are these, put together. */
const COMMON = (
  "password passwd passwort passw0rd pass qwertyuiop qwerty qwert asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsxedc qazwsx " +
  "1qaz2wsx3edc 1qaz2wsx 1q2w3e4r5t 1q2w3e4r 1q2w3e q1w2e3r4 qweasdzxc qweasd zaq12wsx administrator admin root superuser " +
  "user guest test demo login welcome letmein changeme change default secret master hello iloveyou ilove loveyou love " +
  "woaini woaiwojia woaizhongguo aini nihao mima zhongguo beijing shanghai jiangsu nanjing suzhou china chinese huawei " +
  "taobao alibaba tencent weixin wechat baidu xiaomi monkey dragon football baseball basketball superman batman spiderman " +
  "sunshine princess shadow michael jordan jennifer computer internet server oracle mysql windows microsoft google apple " +
  "samsung summer winter spring autumn monday friday january december company office manager system police lawyer justice " +
  "abcdefg abcdef abcd abc123 abc a1b2c3d4 a1b2c3 aa123456 5201314 520 1314 147258369 147258 159357 159753 789456123 789456 " +
  "741852963 741852 987654321 112233 123321 123123 121212 101010 888 666 woshi laoshi gongan fayuan jiancha lvshi"
).split(" ");

const LEET: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** Whoever the password is for: login name, display name, and the names of the city (pack). */
export interface PasswordPerson {
  loginName: string;
  displayName: string;
  place: readonly string[];
}

/**
 * Why a password is refused, or undefined when it may be used. Its signs count as they are: nothing is trimmed or cut.
 */
export function passwordWeakness(password: string, person: PasswordPerson): PasswordWeakness | undefined {
  return passwordWeaknesses(password, person)[0];
}

/** Everything that is wrong with a password, what weighs most first: for the list that is ticked off while one types. */
export function passwordWeaknesses(password: string, person: PasswordPerson): PasswordWeakness[] {
  const signs = Array.from(password);
  const plain = signs.map((sign) => sign.toLowerCase());
  const folded = plain.join("");
  const own = [person.loginName, ...person.loginName.split(/[._-]/), person.displayName, ...person.place, ...ALWAYS];
  const named = own.some(
    (word) =>
      Array.from(word).length >= (/^[\u0020-\u007e]*$/.test(word) ? 4 : 2) && folded.includes(word.toLowerCase()),
  );
  const guessed = unguessed(plain) < MIN_UNGUESSED || new Set(plain).size < MIN_UNGUESSED;
  const found: [PasswordWeakness, boolean][] = [
    ["short", signs.length < MIN_LENGTH],
    ["simple", classesOf(signs) < MIN_CLASSES],
    ["context", named],
    ["common", guessed],
  ];
  return found.filter(([, wrong]) => wrong).map(([weakness]) => weakness);
}

function classesOf(signs: readonly string[]): number {
  const kinds = [/^[a-z]$/, /^[A-Z]$/, /^[0-9]$/];
  const seen = new Set(signs.map((sign) => kinds.findIndex((kind) => kind.test(sign))));
  return seen.size;
}

/** How many signs belong neither to a common word (also written with 0 for o, @ for a …), nor to a run, nor to a year. */
function unguessed(plain: readonly string[]): number {
  const covered = plain.map(() => false);
  const cover = (start: number, length: number) => covered.fill(true, start, start + length);
  for (const variant of [plain, plain.map((sign) => LEET[sign] ?? sign)]) {
    const text = variant.map((sign) => (sign.length === 1 ? sign : "\u0000")).join("");
    for (const word of COMMON)
      for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) cover(at, word.length);
    for (const year of text.matchAll(/(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?/g))
      cover(year.index, year[0].length);
  }
  for (let start = 0; start < plain.length; ) {
    const length = runFrom(plain, start);
    if (length >= 3) cover(start, length);
    start += Math.max(1, length - 1);
  }
  return covered.filter((one) => !one).length;
}

/** Length of the run that begins here: the same sign again (aaa), or the next one up or down (123, cba). */
function runFrom(signs: readonly string[], start: number): number {
  const step = (at: number) =>
    (signs[at + 1]?.codePointAt(0) ?? Number.NaN) - (signs[at]?.codePointAt(0) ?? Number.NaN);
  const first = step(start);
  if (!(Math.abs(first) <= 1)) return 1;
  let end = start + 1;
  while (step(end) === first) end += 1;
  return end - start + 1;
}
