const segmenter = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** The characters a reader sees: 𠮷 is one, so is an emoji of several code points. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** At most `length` (≥ 1) graphemes; a longer text ends in `…`, which counts as one. */
export function clip(text: string, length: number): string {
  const parts = graphemes(text);
  return parts.length <= length ? text : `${parts.slice(0, Math.max(0, length - 1)).join("")}…`;
}

/**
 * Full-width letters, digits and signs between them (`ＡＢＣ－１２３．４＠`) as ASCII, and the ideographic space as a space.
 * Chinese punctuation stays: full NFKC would turn ，（） into ,() and ① into 1 in what a person reads.
 */
export function foldWidth(text: string): string {
  return text
    .replace(
      /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff20\uff0b\uff0d\uff0e\uff0f\uff03\uff05\uff06\uff0a\uff1d\uff3f]/g,
      (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
    )
    .replace(/\u3000/g, " ");
}

/**
 * Text as it is kept: NFC, widths folded ({@link foldWidth}), lone surrogates replaced, control characters (NUL first of
 * all: PostgreSQL refuses it), zero-width and direction-changing characters removed, line ends as `\n`, tabs as spaces,
 * no space at line ends, at most one empty line in a row, trimmed. Applying it twice changes nothing.
 */
export function normaliseText(text: string): string {
  return foldWidth(text.toWellFormed().replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n"))
    .replace(/\t/g, " ")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "")
    .replace(/[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "")
    .normalize("NFC")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** One line: {@link normaliseText} with every run of white space as one space. */
export function normaliseLine(text: string): string {
  return normaliseText(text).replace(/\s+/g, " ");
}

/** For comparing and searching only, never for showing: full NFKC, lower case, no white space. */
export function foldForMatching(text: string): string {
  return normaliseText(text).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
