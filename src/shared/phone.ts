// Area codes: 010, 02x (three digits), everything else four. The number itself never begins with 0 or 1.
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})$/;
const MOBILE = /^1[3-9]\d{9}$/;

/**
 * A telephone number as it is kept, looked up and dialled: mobile `13812345678`, landline `0519-86681234`, with an
 * extension `0519-86681234-801`. Takes +86, 0086, spaces, hyphens, brackets, full-width digits; a landline without area
 * code when `areaCode` (such as `0519`) is given. Undefined when it is neither (service numbers such as 12348 too).
 */
export function normalisePhone(text: string, areaCode?: string): string | undefined {
  const folded = text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .trim();
  if (!/^[\d\s()+.\-转*#]+$/.test(folded) || /[*#]/.test(folded)) return undefined;
  const extended = /^(.*\d)\s*(?:转|-)\s*(\d{1,5})$/.exec(folded);
  return plain(folded, areaCode) ?? (extended ? withExtension(extended[1]!, extended[2]!, areaCode) : undefined);
}

function plain(text: string, areaCode?: string): string | undefined {
  if (text.includes("转")) return undefined;
  const marked = text.replace(/[\s().-]/g, "");
  const digits = marked.replace(/^(?:\+86|0086)/, "");
  if (!/^\d+$/.test(digits)) return undefined;
  if (MOBILE.test(digits)) return digits;
  // 86 without + is a country code only before a whole mobile number.
  if (/^86/.test(digits) && MOBILE.test(digits.slice(2))) return digits.slice(2);
  // The national 0 is left out after a country code: +86 519 8668 1234.
  for (const candidate of digits === marked ? [digits] : [digits, `0${digits}`]) {
    const found = LANDLINE.exec(candidate);
    if (found) return `${found[1]}-${found[2]}`;
  }
  if (areaCode !== undefined && /^[2-9]\d{6,7}$/.test(digits)) return plain(`${areaCode}${digits}`);
  return undefined;
}

function withExtension(main: string, extension: string, areaCode?: string): string | undefined {
  const number = plain(main, areaCode);
  return number !== undefined && isLandline(number) ? `${number}-${extension}` : undefined;
}

/** Whether a normalised number is a mobile (can receive a message). */
export function isMobile(phone: string): boolean {
  return MOBILE.test(phone);
}

/** Whether a normalised number is a landline. */
export function isLandline(phone: string): boolean {
  return /^0\d{2,3}-\d{7,8}(?:-\d{1,5})?$/.test(phone);
}
