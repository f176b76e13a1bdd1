import { hotkeyText } from "./hotkeys.ts";

/** A key shown beside what it does. Screen readers get it from aria-keyshortcuts instead. */
export function Kbd({ combo }: { combo: string }) {
  return (
    <span className="lc-kbd" aria-hidden="true">
      {hotkeyText(combo)}
    </span>
  );
}
