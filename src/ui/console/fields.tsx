import { DatePicker, InputNumber, Select, TimePicker } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import type { Option } from "./filters.tsx";

export type Values = Record<string, unknown>;

interface FieldBase {
  /** The field of the endpoint's input; nested ones with dots: `place.roomId`. */
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** Left out (and not sent) when this says no. */
  when?: (values: Values) => boolean;
  /** Own check besides the server's; a sentence, or undefined. */
  check?: (value: unknown, values: Values) => string | undefined;
  /** Half a row on wide screens. */
  half?: boolean;
}

export type Field =
  | (FieldBase & {
      kind: "text" | "password" | "phone";
      autoComplete?: string;
      maxLength?: number;
      placeholder?: string;
    })
  | (FieldBase & { kind: "words"; rows?: number; maxLength?: number })
  | (FieldBase & { kind: "number"; min?: number; max?: number; unit?: string })
  /** Typed in yuan, kept in fen. */
  | (FieldBase & { kind: "money" })
  /** Few: shown as radio buttons. */
  | (FieldBase & { kind: "choice"; options: readonly Option[] })
  | (FieldBase & {
      kind: "select" | "many";
      options: readonly Option[];
      onSearch?: (text: string) => void;
      loading?: boolean;
    })
  /** `YYYY-MM-DD` */
  | (FieldBase & { kind: "date" })
  /** `HH:mm` */
  | (FieldBase & { kind: "time" })
  /** ISO instant */
  | (FieldBase & { kind: "instant" })
  | (FieldBase & { kind: "check-box" })
  | (FieldBase & { kind: "own"; render: (bind: Bind) => ReactNode });

export interface Bind {
  id: string;
  value: unknown;
  set: (value: unknown) => void;
  invalid: boolean;
  describedBy: string | undefined;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const at = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** The control itself; label, hint and error are the form's. */
export function Control({ field, bind }: { field: Field; bind: Bind }) {
  const { id, value, set, invalid, describedBy } = bind;
  const named = {
    id,
    disabled: field.disabled,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    "aria-required": field.required,
  };
  const status = invalid ? ("error" as const) : undefined;
  switch (field.kind) {
    case "text":
    case "phone":
    case "password":
      return (
        <input
          {...named}
          className="lc-input"
          type={field.kind === "password" ? "password" : field.kind === "phone" ? "tel" : "text"}
          inputMode={field.kind === "phone" ? "tel" : undefined}
          autoComplete={field.autoComplete ?? "off"}
          maxLength={field.maxLength}
          placeholder={field.placeholder}
          value={text(value)}
          onChange={(event) => set(event.target.value)}
        />
      );
    case "words":
      return (
        <textarea
          {...named}
          className="lc-input"
          rows={field.rows ?? 4}
          maxLength={field.maxLength}
          value={text(value)}
          onChange={(event) => set(event.target.value)}
        />
      );
    case "number":
      return (
        <InputNumber
          {...named}
          status={status}
          min={field.min}
          max={field.max}
          suffix={field.unit}
          value={typeof value === "number" ? value : null}
          onChange={(next) => set(next ?? undefined)}
        />
      );
    case "money":
      return (
        <InputNumber
          {...named}
          status={status}
          min={0}
          precision={2}
          suffix="元"
          value={typeof value === "number" ? value / 100 : null}
          onChange={(next) => set(typeof next === "number" ? Math.round(next * 100) : undefined)}
        />
      );
    case "choice":
      return (
        <div className="lc-choices" role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
          {field.options.map((option, place) => (
            <label key={option.value}>
              <input
                type="radio"
                id={place === 0 ? id : undefined}
                name={id}
                disabled={field.disabled}
                checked={value === option.value}
                onChange={() => set(option.value)}
              />
              {option.label}
            </label>
          ))}
        </div>
      );
    case "select":
      return (
        <Select
          {...named}
          status={status}
          allowClear={!field.required}
          showSearch={
            field.onSearch ? { filterOption: false, onSearch: field.onSearch } : { optionFilterProp: "label" }
          }
          loading={field.loading}
          placeholder="请选择"
          options={[...field.options]}
          value={at(value)}
          onChange={(next: string | null | undefined) => set(next ?? undefined)}
        />
      );
    case "many":
      return (
        <Select
          {...named}
          mode="multiple"
          status={status}
          allowClear
          showSearch={
            field.onSearch ? { filterOption: false, onSearch: field.onSearch } : { optionFilterProp: "label" }
          }
          loading={field.loading}
          placeholder="可以选多个"
          options={[...field.options]}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={(next: string[]) => set(next)}
        />
      );
    case "date": {
      const shown = at(value);
      return (
        <DatePicker
          {...named}
          status={status}
          format="YYYY年M月D日"
          placeholder="选日期"
          value={shown ? dayjs(shown) : null}
          onChange={(next) => set(next?.format("YYYY-MM-DD"))}
        />
      );
    }
    case "time": {
      const shown = at(value);
      return (
        <TimePicker
          {...named}
          status={status}
          format="HH:mm"
          minuteStep={5}
          needConfirm={false}
          placeholder="选时间"
          value={shown ? dayjs(`2000-01-01T${shown}`) : null}
          onChange={(next) => set(next?.format("HH:mm"))}
        />
      );
    }
    case "instant": {
      const shown = at(value);
      return (
        <DatePicker
          {...named}
          status={status}
          showTime={{ format: "HH:mm", minuteStep: 5 }}
          format="YYYY年M月D日 HH:mm"
          placeholder="选日期和时间"
          value={shown ? dayjs(shown) : null}
          onChange={(next) => set(next?.toISOString())}
        />
      );
    }
    case "check-box":
      return (
        <label className="lc-flag">
          <input {...named} type="checkbox" checked={value === true} onChange={(event) => set(event.target.checked)} />
          {field.label}
        </label>
      );
    case "own":
      return field.render(bind);
  }
}
