import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useId, useState } from "react";
import { Button } from "./button.tsx";
import { type Search, useUrlSearch } from "./go.tsx";
import { Icon } from "./icons.tsx";

export interface Option {
  value: string;
  label: string;
}

interface FilterBase {
  /** The search param and, usually, the field of the endpoint's input. */
  key: string;
  label: string;
}
export type Filter =
  | (FilterBase & { kind: "select" | "many"; options: readonly Option[] })
  /** A few words; sent when typing rests. */
  | (FilterBase & { kind: "text"; hint?: string })
  | (FilterBase & { kind: "date" })
  /** Two params: `key` is the first day, `to` the last. */
  | (FilterBase & { kind: "range"; to: string })
  | (FilterBase & { kind: "flag" });

export const filterKeys = (filters: readonly Filter[]): string[] =>
  filters.flatMap((one) => (one.kind === "range" ? [one.key, one.to] : [one.key]));

/** A name for a set of search params: “我的”, “晚了的”. */
export interface View {
  label: string;
  search: Search;
}

/** Filters live in the address: they can be sent, bookmarked and gone back from. */
export function Filters({ filters }: { filters: readonly Filter[] }) {
  const [search, change] = useUrlSearch();
  const set = (patch: Record<string, string | undefined>) => change({ ...patch, page: undefined });
  const active = filterKeys(filters).filter((key) => search[key]);
  const [open, setOpen] = useState(false);
  return (
    <search className="lc-filters" aria-label="筛选" data-open={open || undefined}>
      {filters.some((one) => one.kind !== "text") && (
        <div className="lc-filters-more">
          <Button icon="filter" pressed={open} onClick={() => setOpen(!open)}>
            {`筛选${active.length > 0 ? `（${active.length}）` : ""}`}
          </Button>
        </div>
      )}
      {filters.map((one) => (
        <FilterField key={one.key} filter={one} search={search} set={set} />
      ))}
      {active.length > 0 && (
        <Button
          kind="quiet"
          icon="close"
          onClick={() => set(Object.fromEntries(active.map((key) => [key, undefined])))}
        >
          清除筛选
        </Button>
      )}
    </search>
  );
}

function FilterField({
  filter,
  search,
  set,
}: {
  filter: Filter;
  search: Search;
  set: (patch: Record<string, string | undefined>) => void;
}) {
  const id = useId();
  const value = search[filter.key];
  if (filter.kind === "flag") {
    return (
      <label className="lc-flag">
        <input
          type="checkbox"
          checked={value === "true"}
          onChange={(event) => set({ [filter.key]: event.target.checked ? "true" : undefined })}
        />
        {filter.label}
      </label>
    );
  }
  if (filter.kind === "text")
    return <TextFilter filter={filter} value={value ?? ""} set={(text) => set({ [filter.key]: text || undefined })} />;
  return (
    <div className="lc-filter">
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === "select" && (
        <Select
          id={id}
          allowClear
          value={value ?? null}
          placeholder="全部"
          popupMatchSelectWidth={false}
          showSearch={filter.options.length > 8 ? { optionFilterProp: "label" } : false}
          options={[...filter.options]}
          onChange={(picked: string | null | undefined) => set({ [filter.key]: picked ?? undefined })}
        />
      )}
      {filter.kind === "many" && (
        <Select
          id={id}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          value={value ? value.split(",") : []}
          placeholder="全部"
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: "label" }}
          options={[...filter.options]}
          onChange={(picked: string[]) => set({ [filter.key]: picked.join(",") || undefined })}
        />
      )}
      {filter.kind === "date" && (
        <DatePicker
          id={id}
          value={value ? dayjs(value) : null}
          placeholder="不限"
          format="M月D日"
          onChange={(picked) => set({ [filter.key]: picked?.format("YYYY-MM-DD") })}
        />
      )}
      {filter.kind === "range" && (
        <DatePicker.RangePicker
          id={{ start: id }}
          allowEmpty
          value={[value ? dayjs(value) : null, search[filter.to] ? dayjs(search[filter.to]) : null]}
          placeholder={["从哪天", "到哪天"]}
          format="M月D日"
          onChange={(picked) =>
            set({ [filter.key]: picked?.[0]?.format("YYYY-MM-DD"), [filter.to]: picked?.[1]?.format("YYYY-MM-DD") })
          }
        />
      )}
    </div>
  );
}

function TextFilter({
  filter,
  value,
  set,
}: {
  filter: Filter & { kind: "text" };
  value: string;
  set: (text: string) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (composing || typed.trim() === value) return;
    const timer = setTimeout(() => set(typed.trim()), 350);
    return () => clearTimeout(timer);
  });
  return (
    <div className="lc-filter" data-wide>
      <label htmlFor={id}>{filter.label}</label>
      <span className="lc-text-filter">
        <Icon name="search" size={16} />
        <input
          id={id}
          type="text"
          autoComplete="off"
          value={typed}
          placeholder={filter.hint}
          onChange={(event) => setTyped(event.target.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
      </span>
    </div>
  );
}

const storedViews = (place: string): View[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`lc.views.${place}`) ?? "[]");
    return Array.isArray(found) ? (found as View[]) : [];
  } catch {
    return [];
  }
};

/** Given views first, then those this person keeps in this browser. Words typed into filters are never kept. */
export function Views({ given, filters }: { given: readonly View[]; filters: readonly Filter[] }) {
  const place = location.pathname;
  const [search, change] = useUrlSearch();
  const [own, setOwn] = useState(() => storedViews(place));
  const [naming, setNaming] = useState(false);
  const typed = filters.filter((one) => one.kind === "text").map((one) => one.key);
  const keys = [...filterKeys(filters), "sort"];
  const kept = Object.fromEntries(
    keys.filter((key) => search[key] && !typed.includes(key)).map((key) => [key, search[key] ?? ""]),
  );
  const same = (view: View) => keys.every((key) => (view.search[key] ?? "") === (search[key] ?? ""));
  const show = (view: View) =>
    change({ ...Object.fromEntries([...keys, "page"].map((key) => [key, undefined])), ...view.search }, true);
  const keep = (views: View[]) => {
    setOwn(views);
    localStorage.setItem(`lc.views.${place}`, JSON.stringify(views));
  };
  const known = [...given, ...own].some(same);
  if (given.length === 0 && own.length === 0 && Object.keys(kept).length === 0) return null;
  return (
    <div className="lc-views">
      {[...given, ...own].map((view, index) => (
        <span key={`${view.label}-${index}`} className="lc-view" data-on={same(view) || undefined}>
          <button type="button" aria-pressed={same(view)} onClick={() => show(view)}>
            {view.label}
          </button>
          {index >= given.length && same(view) && (
            <button
              type="button"
              aria-label={`删除视图 ${view.label}`}
              onClick={() => keep(own.filter((one) => one !== view))}
            >
              <Icon name="close" size={14} />
            </button>
          )}
        </span>
      ))}
      {!known && Object.keys(kept).length > 0 && !naming && (
        <button type="button" className="lc-view-keep" onClick={() => setNaming(true)}>
          <Icon name="star" size={14} />
          存为视图
        </button>
      )}
      {naming && (
        <form
          className="lc-view-name"
          onSubmit={(event) => {
            event.preventDefault();
            const label = String(new FormData(event.currentTarget).get("label") ?? "").trim();
            if (label) keep([...own, { label, search: kept }]);
            setNaming(false);
          }}
        >
          <input
            name="label"
            aria-label="视图名称"
            placeholder="给这个视图起个名"
            maxLength={12}
            // biome-ignore lint/a11y/noAutofocus: appears because it was asked for
            autoFocus
            onBlur={(event) => event.target.value === "" && setNaming(false)}
          />
          <Button submit>存</Button>
        </form>
      )}
    </div>
  );
}
