import type { ReactNode } from "react";
import { count } from "./format.ts";
import { Go } from "./go.tsx";
import { Icon } from "./icons.tsx";
import type { Tone } from "./status.tsx";

interface FigureProps {
  label: string;
  /** A number is written with separators; null is “样本太少”. */
  value: number | string | null;
  unit?: string;
  /** The list behind the figure. */
  href: string;
  /** How many records it is made of. */
  n?: number;
  /** Interval where the figure is an estimate, in the figure's own unit. */
  interval?: { low: number; high: number } | null;
  /** How it is computed, in one sentence. */
  formula?: string;
  period?: string;
  note?: ReactNode;
  tone?: Tone;
}

/** Every figure is a link to its list. */
export function Figure({ label, value, unit, href, n, interval, formula, period, note, tone }: FigureProps) {
  return (
    <Go href={href} className="lc-figure" data-tone={tone} title={formula}>
      <span className="lc-figure-label">
        {tone === "seal" && <Icon name="alert" size={14} />}
        {label}
      </span>
      <span className="lc-figure-value" data-none={value === null || undefined}>
        {value === null ? "样本太少" : typeof value === "number" ? count(value) : value}
        {unit && value !== null && <small> {unit}</small>}
      </span>
      {(interval || n !== undefined || period) && (
        <span className="lc-figure-note">
          {[
            interval && `可能在 ${count(interval.low)}–${count(interval.high)}${unit ? ` ${unit}` : ""}`,
            n !== undefined && `共 ${count(n)} 条记录`,
            period,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      )}
      {note && <span className="lc-figure-note">{note}</span>}
    </Go>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <div className="lc-figures">{children}</div>;
}
