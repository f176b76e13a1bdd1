import type { ReactNode, Ref } from "react";
import { Go, useGo } from "./go.tsx";
import { useHotkey } from "./hotkeys.ts";
import { Icon, type IconName } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";

interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** A link that looks like a button. */
  href?: string;
  kind?: "primary" | "plain" | "danger" | "quiet";
  icon?: IconName;
  /** Presses the button from anywhere on the page; shown as <kbd>. */
  hotkey?: string;
  /** Only shows a key that works anyway, e.g. a command's. */
  hint?: string;
  busy?: boolean;
  disabled?: boolean;
  submit?: boolean;
  label?: string;
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** Says what happens: “预约这个时间”, not “提交”. */
export function Button({
  children,
  onClick,
  href,
  kind = "plain",
  icon,
  hotkey,
  hint,
  busy,
  disabled,
  submit,
  label,
  pressed,
  ref,
}: ButtonProps) {
  const inside = (
    <>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
      {(hotkey ?? hint) && <Kbd combo={hotkey ?? hint ?? ""} />}
    </>
  );
  if (href !== undefined) {
    return (
      <>
        {hotkey && <LinkHotkey combo={hotkey} href={href} label={typeof children === "string" ? children : label} />}
        <Go href={href} className="lc-button" data-kind={kind} aria-label={label}>
          {inside}
        </Go>
      </>
    );
  }
  return (
    <>
      {hotkey && onClick && (
        <PressHotkey
          combo={hotkey}
          run={onClick}
          enabled={!busy && !disabled}
          label={typeof children === "string" ? children : label}
        />
      )}
      <button
        ref={ref}
        type={submit ? "submit" : "button"}
        className="lc-button"
        data-kind={kind}
        aria-busy={busy || undefined}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={hotkey?.replace("Ctrl", "Control")}
        disabled={disabled || busy}
        onClick={onClick}
      >
        {inside}
      </button>
    </>
  );
}

function PressHotkey({
  combo,
  run,
  enabled,
  label,
}: {
  combo: string;
  run: () => void;
  enabled: boolean;
  label?: string;
}) {
  useHotkey(combo, run, { label, enabled });
  return null;
}

function LinkHotkey({ combo, href, label }: { combo: string; href: string; label?: string }) {
  const go = useGo();
  useHotkey(combo, () => go(href), { label });
  return null;
}
