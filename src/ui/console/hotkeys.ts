import { useEffect, useRef, useSyncExternalStore } from "react";

/** `n`, `/`, `Escape`, `Ctrl+K`, `Ctrl+Enter`, `ArrowDown`, `g`. Ctrl also means ⌘ on a Mac. */
export interface Hotkey {
  combo: string;
  /** Shown in the list of keys (`?`). Absent: not listed. */
  label?: string;
  /** Also while the caret is in a field. Combos with Ctrl always are. */
  inFields?: boolean;
  enabled?: boolean;
}

interface Entry extends Hotkey {
  run: (event: KeyboardEvent) => void;
}

const entries: Entry[] = [];
const watchers = new Set<() => void>();
let listed: readonly Hotkey[] = [];

function changed(): void {
  listed = entries.filter((entry) => entry.label && entry.enabled !== false);
  for (const tell of watchers) tell();
}

const comboOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && event.key.length > 1 ? "shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${shift}${key}`.toLowerCase();
};

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.tagName === "TEXTAREA" ||
    target.tagName === "SELECT" ||
    (target.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test((target as HTMLInputElement).type)));

function onKey(event: KeyboardEvent): void {
  // While a Chinese input method composes, every key belongs to it.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const combo = comboOf(event);
  const modal = document.querySelector("dialog[open]");
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (!entry || entry.enabled === false || entry.combo.toLowerCase() !== combo) continue;
    if (!entry.inFields && !combo.startsWith("ctrl+") && inField(event.target)) continue;
    if (modal && !(event.target instanceof Node && modal.contains(event.target) && entry.inFields)) continue;
    event.preventDefault();
    entry.run(event);
    return;
  }
}

/** The newest registration of a combo wins, so a panel's Escape goes before the page's. */
export function useHotkey(
  combo: string,
  run: (event: KeyboardEvent) => void,
  options: Omit<Hotkey, "combo"> = {},
): void {
  const latest = useRef(run);
  latest.current = run;
  const { label, inFields, enabled = true } = options;
  useEffect(() => {
    const entry: Entry = { combo, label, inFields, enabled, run: (event) => latest.current(event) };
    if (entries.length === 0) window.addEventListener("keydown", onKey);
    entries.push(entry);
    changed();
    return () => {
      entries.splice(entries.indexOf(entry), 1);
      if (entries.length === 0) window.removeEventListener("keydown", onKey);
      changed();
    };
  }, [combo, label, inFields, enabled]);
}

/** Keys that work right now, for the help list. */
export const useListedHotkeys = (): readonly Hotkey[] =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => listed,
  );

/** `Ctrl+K` → `Ctrl K`, as shown in <kbd>. */
export const hotkeyText = (combo: string): string =>
  combo
    .split("+")
    .map(
      (part) =>
        ({ Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑", Enter: "Enter" })[part] ??
        (part.length === 1 ? part.toUpperCase() : part),
    )
    .join(" ");
