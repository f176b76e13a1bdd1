import type { ReactNode } from "react";
import { Icon } from "../../../ui/console/icons.tsx";

/** One field: its name, a hint, the control, and what is wrong with it. */
export function Line({
  label,
  id,
  error,
  hint,
  optional,
  control,
  aside,
  children,
}: {
  label: string;
  id: string;
  error?: string | undefined;
  hint?: string | undefined;
  optional?: boolean;
  control?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const said = (
    <>
      {label}
      {optional && <span className="lc-optional">（可不填）</span>}
    </>
  );
  return (
    <div className="lc-field queue-line" data-invalid={error ? true : undefined}>
      <div className="queue-label">
        {control ? (
          <label id={id} htmlFor={control}>
            {said}
          </label>
        ) : (
          <span id={id}>{said}</span>
        )}
        {aside}
      </div>
      {hint && <p className="lc-hint">{hint}</p>}
      {children}
      {error && <Wrong id={`${id}-error`} text={error} />}
    </div>
  );
}

export const Wrong = ({ id, text }: { id: string; text: string }) => (
  <p className="lc-error" id={id}>
    <Icon name="alert" size={14} />
    {text}
  </p>
);

/** A choice that is a whole target: a radio button or a tick with its word. */
export function Chip({
  kind,
  name,
  label,
  on,
  digit,
  onChange,
}: {
  kind: "radio" | "checkbox";
  name?: string;
  label: string;
  on: boolean;
  digit?: number;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="queue-chip" data-on={on || undefined}>
      <input
        type={kind}
        name={name}
        checked={on}
        data-digit={digit}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
