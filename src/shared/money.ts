/** Money is whole fen (分, 1/100 yuan). Nothing here makes a fraction of a fen. */
export type Fen = number;

/** Not an amount of money: fraction of a fen, too big, or not readable. */
export class MoneyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MoneyError";
  }
}

/** The same number when it is a whole, exactly representable number of fen; else {@link MoneyError}. */
export function fenOf(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new MoneyError(`${value} is not a whole number of fen`);
  return value === 0 ? 0 : value;
}

/** Fen of an amount in yuan typed as `1234`, `1,234.5` or `-3.05`; at most two decimals, else {@link MoneyError}. */
export function fenFromYuan(text: string): Fen {
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.normalize("NFKC").trim());
  if (!found) throw new MoneyError(`"${text}" is not an amount in yuan`);
  const fen = Number(found[2]!.replaceAll(",", "")) * 100 + Number((found[3] ?? "").padEnd(2, "0"));
  return fenOf(found[1] === "-" ? -fen : fen);
}

/** `1,234.50`: yuan with two decimals and thousands separators, without a sign of currency. */
export function yuanText(fen: Fen): string {
  const size = Math.abs(fenOf(fen));
  const yuan = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "-" : ""}${yuan}.${String(size % 100).padStart(2, "0")}`;
}

/** `1,234.50 元`, whole yuan without decimals: `100 元`. */
export function formatMoney(fen: Fen): string {
  return `${yuanText(fen).replace(/\.00$/, "")} 元`;
}

/** Sum of amounts; 0 for none. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0;
  for (const amount of amounts) sum = fenOf(sum + fenOf(amount));
  return sum;
}

/**
 * `fen × numerator ÷ denominator`, rounded half away from zero, exact in between: a factor of 1.2 is (12, 10).
 * All whole numbers, denominator > 0.
 */
export function multiplyFen(fen: Fen, numerator: number, denominator = 1): Fen {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0)
    throw new MoneyError(`${numerator}/${denominator} is not a factor`);
  const product = BigInt(fenOf(fen)) * BigInt(numerator);
  const size = product < 0n ? -product : product;
  const rounded = (size * 2n + BigInt(denominator)) / (2n * BigInt(denominator));
  return fenOf(Number(product < 0n ? -rounded : rounded));
}

/** The amount, but not more than the cap. */
export function capFen(fen: Fen, cap: Fen): Fen {
  return Math.min(fenOf(fen), fenOf(cap));
}

/** Splits an amount ≥ 0 into `n` parts that differ by at most one fen and add up to it. */
export function splitFen(fen: Fen, n: number): Fen[] {
  if (fenOf(fen) < 0 || !Number.isInteger(n) || n < 1) throw new MoneyError(`cannot split ${fen} into ${n}`);
  const base = Math.floor(fen / n);
  const rest = fen - base * n;
  return Array.from({ length: n }, (_, part) => base + (part < rest ? 1 : 0));
}
