import { type ReactNode, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Go } from "./go.tsx";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";

export const panelSlot = "lc-panel-slot";

interface PanelProps {
  /** What screen readers call it. */
  label: string;
  onClose: () => void;
  /** The same thing as a page. */
  fullHref?: string;
  children: ReactNode;
}

/** Beside the list on wide screens, over it on narrow ones. Takes the focus, gives it back, Esc closes. */
export function Panel({ label, onClose, fullHref, children }: PanelProps) {
  const box = useRef<HTMLElement>(null);
  useHotkey("Escape", onClose, { label: "关闭右侧", inFields: true });
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    document.documentElement.dataset.panel = "open";
    return () => {
      delete document.documentElement.dataset.panel;
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const slot = document.getElementById(panelSlot);
  const panel = (
    <aside className="lc-panel" ref={box} tabIndex={-1} aria-label={label}>
      <div className="lc-panel-bar">
        {fullHref && (
          <Go href={fullHref} className="lc-button" data-kind="quiet">
            <Icon name="expand" size={16} />
            <span>整页打开</span>
          </Go>
        )}
        <button type="button" className="lc-button" data-kind="quiet" onClick={onClose}>
          <Icon name="close" size={16} />
          <span>关闭</span>
          <Kbd combo="Escape" />
        </button>
      </div>
      <div className="lc-panel-body">{children}</div>
    </aside>
  );
  return slot ? createPortal(panel, slot) : panel;
}

/** Number, title and tags at the top of a panel. */
export function PanelHead({ over, title, children }: { over?: ReactNode; title: string; children?: ReactNode }) {
  return (
    <header className="lc-panel-head">
      {over && <small>{over}</small>}
      <h2>{title}</h2>
      {children}
    </header>
  );
}
