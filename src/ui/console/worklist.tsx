import type { ReactNode } from "react";
import { Go } from "./go.tsx";
import { Icon } from "./icons.tsx";
import type { Tone } from "./status.tsx";

export interface WorkItem {
  key: string;
  /** What makes it urgent: “晚 2 小时”, “17:30 前”, “A012”. */
  due: string;
  tone?: Tone;
  title: string;
  note?: ReactNode;
  href?: string;
  /** The one click that does it. */
  action?: ReactNode;
  current?: boolean;
}

/** A part of 今日: heading with its number, and the things themselves. Nothing when there is nothing. */
export function Worklist({
  title,
  items,
  total,
  moreHref,
}: {
  title: string;
  items: readonly WorkItem[];
  total?: number;
  moreHref?: string;
}) {
  if (items.length === 0) return null;
  const all = total ?? items.length;
  return (
    <section className="lc-section">
      <div className="lc-section-head">
        <h2>
          {title}（{all}）
        </h2>
        {moreHref && all > items.length && (
          <Go href={moreHref} className="lc-more">
            看全部 {all} 件
          </Go>
        )}
      </div>
      <ul className="lc-surface lc-work">
        {items.map((item) => (
          <li key={item.key} data-current={item.current || undefined}>
            <span className="lc-work-due" data-tone={item.tone}>
              {item.tone === "seal" && <Icon name="alert" size={14} />}
              {item.tone === "attention" && <Icon name="clock" size={14} />}
              {item.due}
            </span>
            <div>
              {item.href ? <Go href={item.href}>{item.title}</Go> : item.title}
              {item.note && <small>{item.note}</small>}
            </div>
            {item.action}
          </li>
        ))}
      </ul>
    </section>
  );
}
