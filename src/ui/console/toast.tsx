import { useEffect, useSyncExternalStore } from "react";
import { Icon } from "./icons.tsx";
import type { Tone } from "./status.tsx";

export interface Toast {
  text: string;
  tone?: Tone;
  undo?: () => unknown;
}

let shown: (Toast & { id: number }) | null = null;
let next = 1;
const watchers = new Set<() => void>();
const tell = () => {
  for (const watcher of watchers) watcher();
};

/** Says one thing at the bottom of the page; the newest replaces the last. */
export function toast(what: Toast): void {
  shown = { ...what, id: next };
  next += 1;
  tell();
}

const close = () => {
  shown = null;
  tell();
};

export function Toaster() {
  const now = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  );
  useEffect(() => {
    if (!now) return;
    // Bad news and offers to undo stay longer: they have to be read and decided.
    const timer = setTimeout(close, now.undo || now.tone === "seal" ? 10_000 : 4000);
    return () => clearTimeout(timer);
  }, [now]);
  return (
    <div className="lc-toasts" role="status" aria-live="polite">
      {now && (
        <div className="lc-toast" data-tone={now.tone ?? "plain"}>
          <Icon name={now.tone === "seal" ? "alert" : now.tone === "attention" ? "clock" : "check"} />
          <span>{now.text}</span>
          {now.undo && (
            <button
              type="button"
              onClick={() => {
                close();
                now.undo?.();
              }}
            >
              撤销
            </button>
          )}
          <button type="button" aria-label="关闭提示" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
