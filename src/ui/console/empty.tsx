import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";
import { type RefusalLabels, sayError } from "./query.ts";

/** An empty list teaches: what would be here, why it is not, what one can do. */
export function Empty({
  title,
  children,
  action,
  icon,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
}) {
  return (
    <div className="lc-empty">
      {icon && <Icon name={icon} size={28} />}
      <p className="lc-empty-title">{title}</p>
      {children && <div className="lc-empty-text">{children}</div>}
      {action && <div className="lc-empty-action">{action}</div>}
    </div>
  );
}

/** A read that failed: what happened, and the way to try again. */
export function Failed({
  error,
  retry,
  refusals,
}: {
  error: unknown;
  retry?: () => unknown;
  refusals?: RefusalLabels;
}) {
  return (
    <div className="lc-empty" role="alert" data-tone="seal">
      <Icon name="alert" size={28} />
      <p className="lc-empty-title">没有取到内容</p>
      <div className="lc-empty-text">{sayError(error, refusals)}</div>
      {retry && (
        <div className="lc-empty-action">
          <button type="button" className="lc-button" onClick={() => retry()}>
            再试一次
          </button>
        </div>
      )}
    </div>
  );
}

/** Grey lines where text will be. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  return (
    <div className="lc-waiting" role="status" aria-label="正在取内容">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
