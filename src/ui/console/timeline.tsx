import type { ReactNode } from "react";
import { moment } from "./format.ts";
import { Icon, type IconName } from "./icons.tsx";
import type { Tone } from "./status.tsx";

export interface TimelineEntry {
  key: string;
  at: string;
  /** What happened, one sentence. */
  text: ReactNode;
  who?: string;
  icon?: IconName;
  tone?: Tone;
  /** Longer words of the entry: a note, an answer. */
  detail?: ReactNode;
}

/** Oldest first, as it happened. */
export function Timeline({ entries, now = Date.now() }: { entries: readonly TimelineEntry[]; now?: number }) {
  return (
    <ol className="lc-timeline">
      {entries.map((entry) => (
        <li key={entry.key} data-tone={entry.tone ?? "plain"}>
          <span className="lc-timeline-mark">{entry.icon && <Icon name={entry.icon} size={14} />}</span>
          <div>
            <p>{entry.text}</p>
            {entry.detail && <div className="lc-timeline-detail">{entry.detail}</div>}
            <small>
              <time dateTime={entry.at}>{moment(entry.at, now)}</time>
              {entry.who && ` · ${entry.who}`}
            </small>
          </div>
        </li>
      ))}
    </ol>
  );
}
