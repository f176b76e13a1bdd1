export interface BenchRow {
  what: string;
  figure: string | number;
  target: string;
  /** undefined: shown without a target. */
  ok?: boolean;
}

export interface BenchResult {
  input: Record<string, unknown>;
  seed: number;
  rows: BenchRow[];
  notes: string[];
}

/** Prints the table for people; with `json`, one JSON object as the last line as well. */
export function printReport(
  result: BenchResult,
  about: { name: string; machine: string; date: string; inputHash: string; commit: string; json: boolean },
): void {
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`bench ${about.name} · ${about.machine}`);
  line(`${about.date} · commit ${about.commit} · input ${about.inputHash} · seed ${result.seed}`);
  const width = Math.max(...result.rows.map((row) => row.what.length), 10);
  for (const row of result.rows)
    line(
      `${row.ok === undefined ? "    " : row.ok ? "ok  " : "FAIL"} ${row.what.padEnd(width)}  ${String(row.figure).padStart(12)}  ${row.target}`,
    );
  for (const note of result.notes) line(`  ${note}`);
  if (about.json) line(JSON.stringify({ ...about, json: undefined, ...result }));
}

/** The p-quantile (0–1) of measured milliseconds, nearest rank. */
export function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)] ?? 0;
}

export const ascending = (values: number[]): number[] => values.sort((a, b) => a - b);
export const ms = (value: number): string => `${value.toFixed(1)} ms`;
