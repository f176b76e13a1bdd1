/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Child, PropsWithChildren } from "hono/jsx";
import { Icon } from "./icons.tsx";

export type FieldError = Readonly<{
  /** `name` (= id) of the field; for a group its name leads to its first choice. */
  field: string;
  message: string;
}>;

/** The words for one field, if it was refused. */
export const errorOf = (errors: readonly FieldError[] | undefined, field: string): string | undefined =>
  errors?.find((error) => error.field === field)?.message;

export function ErrorSummary({ errors, title }: { errors?: readonly FieldError[]; title?: string }) {
  if (!errors?.length) return null;
  return (
    <div class="errors" id="errors" role="alert" tabindex={-1} autofocus aria-labelledby="errors-title">
      <h2 id="errors-title">
        <Icon name="warning" />
        {title ?? (errors.length === 1 ? "还差一点，请看看这里" : `还差一点，请看看这 ${errors.length} 处`)}
      </h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type FormProps = PropsWithChildren<{
  action: string;
  method?: "post" | "get";
  /** Values the next page needs (a token, earlier answers); undefined ones are left out. */
  hidden?: Readonly<Record<string, string | undefined>>;
  multipart?: boolean;
  label?: string;
}>;

/** `novalidate`: our own words, not the browser's. */
export function Form({ action, method = "post", hidden = {}, multipart, label, children }: FormProps) {
  return (
    <form
      action={action}
      method={method}
      novalidate
      enctype={multipart ? "multipart/form-data" : undefined}
      aria-label={label}
      autocomplete="on"
    >
      {Object.entries(hidden).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  );
}

export type FieldProps = Readonly<{
  name: string;
  label: Child;
  hint?: Child;
  error?: string;
  optional?: boolean;
  /** The label is the page's H1 (one question per page). */
  heading?: boolean;
}>;

type Described = Readonly<{ name: string; hint?: Child; error?: string }>;

function describedBy({ name, hint, error }: Described, more?: string): string | undefined {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : "", more ?? ""].filter(Boolean);
  return ids.length ? ids.join(" ") : undefined;
}

function Words({ name, hint, error }: Described) {
  return (
    <>
      {hint ? (
        <div class="hint" id={`${name}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <p class="error" id={`${name}-error`}>
          <Icon name="warning" />
          <span>
            <span class="vh">请改一下：</span>
            {error}
          </span>
        </p>
      ) : null}
    </>
  );
}

const optionalMark = <span class="optional">（可以不填）</span>;

function Field(props: PropsWithChildren<FieldProps>) {
  const { name, label, error, optional, heading } = props;
  const words = (
    <label for={name}>
      {label}
      {optional ? optionalMark : null}
    </label>
  );
  return (
    <div class={error ? "field bad" : "field"}>
      {heading ? <h1>{words}</h1> : words}
      <Words {...props} />
      {props.children}
    </div>
  );
}

/** Legend, hint, error and `aria-describedby` of a group of choices. */
export function Group(props: PropsWithChildren<FieldProps & { class?: string }>) {
  const { name, label, error, optional, heading } = props;
  const words = (
    <>
      {label}
      {optional ? optionalMark : null}
    </>
  );
  return (
    <fieldset
      class={`field ${props.class ?? ""}${error ? " bad" : ""}`}
      aria-describedby={describedBy(props)}
      id={`${name}-group`}
    >
      <legend>{heading ? <h1>{words}</h1> : words}</legend>
      <Words {...props} />
      {props.children}
    </fieldset>
  );
}

type TextFieldProps = FieldProps & {
  value?: string;
  autocomplete?: string;
  inputmode?: "text" | "numeric" | "tel" | "decimal" | "search";
  type?: "text" | "tel" | "search" | "password";
  /** How long an answer is expected: the box says it. */
  width?: "full" | "half" | "code";
  maxlength?: number;
};

export function TextField(props: TextFieldProps) {
  const { name, value, autocomplete = "off", inputmode, type = "text", width = "full", maxlength, error } = props;
  return (
    <Field {...props}>
      <input
        class={`box ${width}`}
        id={name}
        name={name}
        type={type}
        value={value}
        autocomplete={autocomplete}
        inputmode={inputmode}
        maxlength={maxlength}
        spellcheck={false}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? "true" : undefined}
      />
    </Field>
  );
}

export function PhoneField(props: Omit<TextFieldProps, "type" | "inputmode" | "autocomplete" | "width">) {
  return <TextField {...props} type="tel" inputmode="tel" autocomplete="tel" width="half" />;
}

/** A one-time code: phones offer it from the message. */
export function CodeField(props: Omit<TextFieldProps, "type" | "inputmode" | "autocomplete" | "width">) {
  return <TextField {...props} inputmode="numeric" autocomplete="one-time-code" width="code" />;
}

type TextAreaProps = FieldProps & { value?: string; rows?: number; max?: number; autocomplete?: string };

/** `max` is told and counted, never cut: a pasted story must not lose its end without a word. */
export function TextArea(props: TextAreaProps) {
  const { name, value, rows = 7, max, error, autocomplete = "off" } = props;
  return (
    <Field {...props}>
      <textarea
        class="box"
        id={name}
        name={name}
        rows={rows}
        autocomplete={autocomplete}
        data-count={max}
        aria-describedby={describedBy(props, max ? `${name}-count` : undefined)}
        aria-invalid={error ? "true" : undefined}
      >
        {value}
      </textarea>
      {max ? (
        <p class="hint count" id={`${name}-count`} role="status">
          最多写 {max} 字
        </p>
      ) : null}
    </Field>
  );
}

export type Option = Readonly<{ value: string; label: Child; hint?: Child; disabled?: boolean }>;

type Mark = Readonly<{ type: "radio" | "checkbox"; name: string; at: number; option: Option; checked: boolean }>;

export function Choice({ type, name, at, option, checked, children }: PropsWithChildren<Mark>) {
  const id = at === 0 ? name : `${name}-${at + 1}`;
  return (
    <div class={option.disabled ? "choice off" : "choice"}>
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        disabled={option.disabled}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
      />
      <label for={id}>
        {option.label}
        {children}
      </label>
      {option.hint ? (
        <p class="hint" id={`${id}-hint`}>
          {option.hint}
        </p>
      ) : null}
    </div>
  );
}

export function RadioGroup(props: FieldProps & { options: readonly Option[]; value?: string }) {
  return (
    <Group {...props}>
      {props.options.map((option, at) => (
        <Choice type="radio" name={props.name} at={at} option={option} checked={option.value === props.value} />
      ))}
    </Group>
  );
}

export function CheckboxGroup(props: FieldProps & { options: readonly Option[]; values?: readonly string[] }) {
  return (
    <Group {...props}>
      {props.options.map((option, at) => (
        <Choice
          type="checkbox"
          name={props.name}
          at={at}
          option={option}
          checked={props.values?.includes(option.value) ?? false}
        />
      ))}
    </Group>
  );
}

/** One sentence to agree to, e.g. consent. */
export function Checkbox({
  name,
  label,
  checked,
  value = "yes",
  error,
  hint,
}: FieldProps & { checked?: boolean; value?: string }) {
  return (
    <div class={error ? "field bad" : "field"}>
      <Words name={`${name}-line`} error={error} />
      <Choice type="checkbox" name={name} at={0} option={{ value, label, hint }} checked={checked ?? false} />
    </div>
  );
}

export function SelectField(props: FieldProps & { options: readonly Option[]; value?: string; prompt?: string }) {
  const { name, options, value, prompt, error } = props;
  return (
    <Field {...props}>
      <select
        class="box"
        id={name}
        name={name}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? "true" : undefined}
      >
        {prompt ? <option value="">{prompt}</option> : null}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** What the three boxes of a DateField held, as typed. */
export type DateParts = Readonly<{ year?: string; month?: string; day?: string }>;

const dateBoxes = [
  { part: "year", word: "年", suffix: "" },
  { part: "month", word: "月", suffix: "-month" },
  { part: "day", word: "日", suffix: "-day" },
] as const;

export function DateField(props: FieldProps & { value?: DateParts; birthday?: boolean }) {
  const { name, value, error, birthday } = props;
  return (
    <Group {...props} class="date">
      <div class="date-boxes">
        {dateBoxes.map(({ part, word, suffix }) => (
          <div>
            <input
              class="box"
              id={`${name}${suffix}`}
              name={`${name}-${part}`}
              type="text"
              inputmode="numeric"
              maxlength={part === "year" ? 4 : 2}
              autocomplete={birthday ? `bday-${part}` : "off"}
              value={value?.[part]}
              aria-invalid={error ? "true" : undefined}
            />
            <label for={`${name}${suffix}`}>{word}</label>
          </div>
        ))}
      </div>
    </Group>
  );
}

type FormValues = Readonly<Record<string, unknown>>;

/** Reads a DateField back: the parts to show again, and the civil date when there is one. */
export function readDate(values: FormValues, name: string): { parts: DateParts; date?: string } {
  const read = (part: string) => {
    const value = values[`${name}-${part}`];
    return typeof value === "string" ? value.trim() : "";
  };
  const parts = { year: read("year"), month: read("month"), day: read("day") };
  if (!/^\d{4}$/.test(parts.year) || !/^\d{1,2}$/.test(parts.month) || !/^\d{1,2}$/.test(parts.day)) return { parts };
  const date = `${parts.year}-${parts.month.padStart(2, "0")}-${parts.day.padStart(2, "0")}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  const real = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === date;
  return real ? { parts, date } : { parts };
}
