import type { ReactNode } from "react";
import { weekdayOf } from "../../../shared/civil-time.ts";
import { count, day } from "../../../ui/console/format.ts";
import { Go } from "../../../ui/console/go.tsx";
import { Table } from "../../../ui/console/table.tsx";
import "./dashboards.css";

/** A chart whose title is the finding; how many it is made of; the same numbers as a table. */
export function Chart({
  finding,
  basis,
  children,
  table,
}: {
  finding: string;
  basis: string;
  children: ReactNode;
  table: ReactNode;
}) {
  return (
    <figure className="lc-surface dash-chart">
      <h2>{finding}</h2>
      <p>{basis}</p>
      {children}
      <details>
        <summary>看表格</summary>
        {table}
      </details>
    </figure>
  );
}

export interface Bar {
  key: string;
  label: string;
  value: number;
  /** What is written at the end: “31%”. */
  words: string;
  href?: string;
  /** Grey: the rest, the unknown. */
  rest?: boolean;
}

export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul className="dash-rows">
      {bars.map((bar) => (
        <li key={bar.key} className={bar.rest ? "dash-rest" : undefined}>
          {bar.href ? <Go href={bar.href}>{bar.label}</Go> : <span>{bar.label}</span>}
          <span className="dash-track">{bar.value > 0 && <i style={{ width: `${(bar.value / most) * 100}%` }} />}</span>
          <span>{bar.words}</span>
        </li>
      ))}
    </ul>
  );
}

export interface Estimate {
  key: string;
  label: string;
  /** In percent. */
  value: number;
  low: number;
  high: number;
  href: string;
}

/** Shares with their intervals on one scale: where the lines overlap, the difference says nothing. */
export function Estimates({ rows }: { rows: readonly Estimate[] }) {
  const least = Math.max(0, Math.floor((Math.min(...rows.map((row) => row.low)) - 2) / 10) * 10);
  const at = (value: number) => `${((value - least) / (100 - least)) * 100}%`;
  return (
    <>
      <ul className="dash-rows">
        {rows.map((row) => (
          <li key={row.key}>
            <Go href={row.href}>{row.label}</Go>
            <span className="dash-span">
              <i className="dash-range" style={{ left: at(row.low), right: `calc(100% - ${at(row.high)})` }} />
              <b className="dash-dot" style={{ left: at(row.value) }} />
            </span>
            <span>{row.value}%</span>
          </li>
        ))}
      </ul>
      <ul className="dash-rows" aria-hidden="true">
        <li>
          <span />
          <span className="dash-axis">
            <span>{least}%</span>
            <span>100%</span>
          </span>
          <span />
        </li>
      </ul>
    </>
  );
}

/** One bar a day; weekends are lighter. */
export function Days({ days, label }: { days: readonly { day: string; n: number }[]; label: string }) {
  const most = Math.max(1, ...days.map((one) => one.n));
  const width = 100 / Math.max(1, days.length);
  const first = days[0];
  const last = days.at(-1);
  return (
    <>
      <svg className="dash-days" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
        {days.map((one, place) => (
          <rect
            key={one.day}
            x={place * width + width * 0.12}
            width={width * 0.76}
            y={100 - (one.n / most) * 96}
            height={(one.n / most) * 96}
            data-weekend={weekdayOf(one.day) >= 6 || undefined}
          >
            <title>{`${day(one.day)} ${one.n} 件`}</title>
          </rect>
        ))}
        <line x1="0" x2="100" y1="100" y2="100" vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="dash-axis" aria-hidden="true">
        <span>{first && day(first.day)}</span>
        <span>最多一天 {count(most)} 件，浅色是周末</span>
        <span>{last && day(last.day)}</span>
      </div>
    </>
  );
}

/** The twin of a chart with one number a row. */
export function NumberTable({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly [string, string];
  rows: readonly { key: string; name: string; words: string }[];
}) {
  return (
    <Table
      label={label}
      rows={rows}
      rowId={(row) => row.key}
      columns={[
        { key: "name", title: head[0], render: (row) => row.name },
        { key: "words", title: head[1], width: "10em", align: "end", render: (row) => row.words },
      ]}
    />
  );
}
