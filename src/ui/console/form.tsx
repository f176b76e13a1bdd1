import type { QueryKey } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { type Bind, Control, type Field, type Values } from "./fields.tsx";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";
import { fieldErrors, type RefusalLabels, sayError, useAction } from "./query.ts";

export type { Bind, Field, Values } from "./fields.tsx";

interface FormProps<Out> {
  fields: readonly Field[];
  initial?: Values;
  /** Gets what was filled in (empty ones left out). Cast once here to the endpoint's input. */
  submit: (values: Values) => Promise<Out>;
  /** Says what happens: “登记来访”. */
  submitLabel: string;
  refusals?: RefusalLabels;
  done?: string;
  invalidate?: readonly QueryKey[];
  onDone?: (answer: Out) => void;
  onCancel?: () => void;
  /** Between the fields and the button. */
  children?: ReactNode;
}

const get = (values: Values, name: string): unknown =>
  name
    .split(".")
    .reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? (at as Values)[key] : undefined), values);

function put(values: Values, name: string, value: unknown): Values {
  const [first = "", ...rest] = name.split(".");
  if (rest.length === 0) return { ...values, [first]: value };
  const inner = values[first];
  return {
    ...values,
    [first]: put(typeof inner === "object" && inner !== null ? (inner as Values) : {}, rest.join("."), value),
  };
}

const blank = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (typeof value === "string" && value.trim() === "");

/** Keyboard first: Enter goes on, Ctrl Enter submits, errors come as a summary and at the field, what was typed stays. */
export function Form<Out>({
  fields,
  initial = {},
  submit,
  submitLabel,
  refusals,
  done,
  invalidate,
  onDone,
  onCancel,
  children,
}: FormProps<Out>) {
  const formId = useId();
  const [values, setValues] = useState<Values>(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [said, setSaid] = useState<string>();
  const [dirty, setDirty] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLFormElement>(null);
  const shown = fields.filter((field) => field.when?.(values) !== false);
  const idOf = (name: string) => `${formId}-${name}`;

  const leaving = useRef(false);
  const act = useAction((input: Values) => submit(input), {
    done,
    invalidate,
    quiet: true,
    after: (answer) => {
      leaving.current = true;
      setDirty(false);
      onDone?.(answer);
    },
  });
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      dirty &&
      !leaving.current &&
      current.pathname !== next.pathname &&
      !window.confirm("这一页填的内容还没有送出。要离开吗？"),
    enableBeforeUnload: () => dirty && !leaving.current,
  });

  useEffect(() => {
    if (said !== undefined) summary.current?.focus();
  }, [said]);

  const refuse = (found: Record<string, string>, text: string) => {
    setErrors(found);
    setSaid(undefined);
    // A second failure with the same words must move the focus again.
    queueMicrotask(() => setSaid(text));
  };

  const send = () => {
    if (act.isPending) return;
    const found: Record<string, string> = {};
    let sent: Values = {};
    for (const field of shown) {
      const value = get(values, field.name);
      if (field.required && (blank(value) || (Array.isArray(value) && value.length === 0)))
        found[field.name] = missing(field);
      else {
        const wrong = blank(value) ? undefined : field.check?.(value, values);
        if (wrong) found[field.name] = wrong;
      }
      if (!blank(value)) sent = put(sent, field.name, value);
    }
    if (Object.keys(found).length > 0) return refuse(found, "");
    setErrors({});
    setSaid(undefined);
    act.mutate(sent, { onError: (error) => refuse(fieldErrors(error), sayError(error, refusals)) });
  };

  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented)
      return;
    const on = event.target as HTMLElement;
    if (
      on.tagName === "TEXTAREA" ||
      on.tagName === "BUTTON" ||
      on.closest(".lc-own-enter") ||
      on.getAttribute("aria-expanded") === "true"
    )
      return;
    event.preventDefault();
    const stops = [
      ...(box.current?.querySelectorAll<HTMLElement>("input:not([disabled]),textarea:not([disabled])") ?? []),
    ].filter(
      (one) =>
        one.offsetParent !== null &&
        !(one instanceof HTMLInputElement && one.type === "radio" && !one.checked && one.id === ""),
    );
    const next = stops[stops.indexOf(on) + 1];
    if (next) next.focus();
    else send();
  };

  // For when nothing in the form has the focus, e.g. after picking a day.
  useHotkey("Ctrl+Enter", send, { label: submitLabel });

  // In the capture phase: pickers and selects keep Enter to themselves.
  const onSendKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };

  const known = shown.filter((field) => errors[field.name] !== undefined);
  const unknown = Object.entries(errors).filter(([name]) => !shown.some((field) => field.name === name));
  return (
    <form
      ref={box}
      className="lc-form"
      noValidate
      onKeyDown={onKey}
      onKeyDownCapture={onSendKey}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {said !== undefined && (said !== "" || Object.keys(errors).length > 0) && (
        <div className="lc-summary" role="alert" tabIndex={-1} ref={summary}>
          <p>
            <Icon name="alert" size={16} />
            {known.length > 0 || said === "" ? `有 ${known.length + unknown.length} 处要改` : said}
          </p>
          {(known.length > 0 || unknown.length > 0) && (
            <ul>
              {known.map((field) => (
                <li key={field.name}>
                  <button type="button" onClick={() => document.getElementById(idOf(field.name))?.focus()}>
                    {field.label}：{errors[field.name]}
                  </button>
                </li>
              ))}
              {unknown.map(([name, text]) => (
                <li key={name}>{text}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div className="lc-fields">
        {shown.map((field) => {
          const id = idOf(field.name);
          const wrong = errors[field.name];
          const bind: Bind = {
            id,
            value: get(values, field.name),
            invalid: wrong !== undefined,
            describedBy: [field.hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ") || undefined,
            set: (value) => {
              setDirty(true);
              setValues((before) => put(before, field.name, value));
              setErrors(({ [field.name]: _gone, ...rest }) => rest);
            },
          };
          return (
            <div
              key={field.name}
              className="lc-field"
              data-half={field.half || undefined}
              data-invalid={wrong ? true : undefined}
            >
              {field.kind !== "check-box" && (
                <label htmlFor={id} id={`${id}-label`}>
                  {field.label}
                  {!field.required && <span className="lc-optional">（可不填）</span>}
                </label>
              )}
              {field.hint && (
                <p className="lc-hint" id={`${id}-hint`}>
                  {field.hint}
                </p>
              )}
              <Control field={field} bind={bind} />
              {wrong && (
                <p className="lc-error" id={`${id}-error`}>
                  <Icon name="alert" size={14} />
                  {wrong}
                </p>
              )}
            </div>
          );
        })}
      </div>
      {children}
      <div className="lc-form-foot">
        <Button kind="primary" submit busy={act.isPending}>
          {submitLabel}
        </Button>
        <Kbd combo="Ctrl+Enter" />
        {onCancel && (
          <Button kind="quiet" onClick={onCancel}>
            不填了，返回
          </Button>
        )}
      </div>
    </form>
  );
}

const picked: readonly Field["kind"][] = ["select", "many", "choice", "date", "time", "instant"];
const missing = (field: Field): string =>
  picked.includes(field.kind) ? "请选择" : field.kind === "check-box" ? "请勾选" : "请填写";
