import type { QueryKey } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { Empty, Failed, Waiting } from "./empty.tsx";
import { type Filter, Filters, filterKeys, type View, Views } from "./filters.tsx";
import { count } from "./format.ts";
import { useUrlSearch, writeSearch } from "./go.tsx";
import { useHotkey } from "./hotkeys.ts";
import { Page } from "./page.tsx";
import { type RefusalLabels, useAction, useApi } from "./query.ts";
import { type Column, Table } from "./table.tsx";

/** What a list asks for when the endpoint's own input schema is not given: the address as it stands. */
export type RawInput = { page: number; size: number; sort?: string } & Record<string, string | number | undefined>;

/** The endpoint's zod input. Unknown or broken params in the address fall back to the first page. */
interface Schema<In> {
  safeParse(value: unknown): { success: true; data: In } | { success: false };
}

export interface BulkAction {
  key: string;
  /** Says what it will do: “标为已回访”. The number is added. */
  label: string;
  run: (ids: string[]) => Promise<unknown>;
  undo?: (ids: string[]) => Promise<unknown>;
  done?: (ids: string[]) => string;
}

export interface DataListProps<Row, In = RawInput> {
  /** What a row is: “件”, “人”, “家”. */
  unit?: string;
  label: string;
  /** Module and verb: `["matters", "list"]`. */
  queryKey: QueryKey;
  input?: Schema<In>;
  load: (input: In) => Promise<{ items: Row[]; total: number }>;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  filters?: readonly Filter[];
  views?: readonly View[];
  /** Always part of the question, never in the address. */
  fixed?: Record<string, unknown>;
  /** Side panel of one row: `?open=id`. */
  panel?: (id: string, close: () => void) => ReactNode;
  /** The row's own page, when there is no panel. */
  rowHref?: (row: Row) => string;
  bulk?: readonly BulkAction[];
  refusals?: RefusalLabels;
  /** Teaches: shown when nothing was filtered away. */
  empty: ReactNode;
  size?: number;
  everyMs?: number;
  /** The server counts up to here; more is “1 万多件”, and one filters instead of paging there. */
  mostCounted?: number;
}

/** Table bound to the address: filters, sort, page and the open row. Paged by the server. */
export function DataList<Row, In = RawInput>(props: DataListProps<Row, In>) {
  const { label, unit = "件", filters = [], views = [], rowId, panel, bulk } = props;
  const [search, change] = useUrlSearch();
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const size = Number(search.size) || props.size || 20;
  const page = Math.max(1, Math.floor(Number(search.page) || 1));
  const own = Object.fromEntries(
    [...filterKeys(filters), "sort"].filter((key) => search[key]).map((key) => [key, search[key]]),
  );
  const input = readInput(props.input, { ...props.fixed, page, size }, own);
  const read = useApi([...props.queryKey, input], () => props.load(input), {
    keepPrevious: true,
    everyMs: props.everyMs,
  });
  const open = search.open;
  const close = () => change({ open: undefined });
  const openRow = (id: string) => change({ open: id }, open === undefined);
  const rows = read.data?.items ?? [];
  const total = read.data?.total ?? 0;
  const step = (by: number) => {
    const at = rows.findIndex((row) => rowId(row) === open);
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (row && panel) openRow(rowId(row));
  };
  useHotkey("j", () => step(1), { label: panel ? "下一行" : undefined, enabled: panel !== undefined });
  useHotkey("k", () => step(-1), { label: panel ? "上一行" : undefined, enabled: panel !== undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: ticks belong to the rows in sight
  useEffect(() => setPicked(new Set()), [JSON.stringify(own), page]);
  const act = useAction(({ action, ids }: { action: BulkAction; ids: string[] }) => action.run(ids), {
    refusals: props.refusals,
    done: (_answer, { action, ids }) => action.done?.(ids) ?? `${action.label}：${ids.length} ${unit}，已完成。`,
    undo: (_answer, { action, ids }) => action.undo?.(ids) ?? Promise.resolve(),
    undoable: ({ action }) => action.undo !== undefined,
    after: () => setPicked(new Set()),
  });
  const href = (id: string) => location.pathname.replace(/^\/console/, "") + writeSearch({ ...search, open: id });
  const filtered = Object.keys(own).some((key) => key !== "sort");
  return (
    <div className="lc-list">
      <Views given={views} filters={filters} />
      {filters.length > 0 && <Filters filters={filters} />}
      {bulk && picked.size > 0 && (
        <div className="lc-bulk" role="status">
          <span>
            选中 {picked.size} {unit}
          </span>
          {bulk.map((action) => (
            <Button key={action.key} busy={act.isPending} onClick={() => act.mutate({ action, ids: [...picked] })}>
              {`${action.label}（${picked.size} ${unit}）`}
            </Button>
          ))}
          <Button kind="quiet" onClick={() => setPicked(new Set())}>
            取消选中
          </Button>
        </div>
      )}
      <div className="lc-surface">
        {read.isPending && <Waiting lines={8} />}
        {read.isError && !read.data && (
          <Failed error={read.error} refusals={props.refusals} retry={() => read.refetch()} />
        )}
        {read.data && rows.length === 0 && !filtered && page === 1 && props.empty}
        {read.data && rows.length === 0 && (filtered || page > 1) && (
          <Empty
            title={page > 1 ? "这一页没有内容了" : "没有符合这些条件的"}
            action={
              <Button
                onClick={() =>
                  change({ ...Object.fromEntries(filterKeys(filters).map((key) => [key, undefined])), page: undefined })
                }
              >
                {page > 1 ? "回到第一页" : "清除筛选，看全部"}
              </Button>
            }
          >
            {page > 1 ? "内容可能刚刚变少了。" : "可以放宽日期，或少选一个条件。"}
          </Empty>
        )}
        {rows.length > 0 && (
          <Table
            label={label}
            columns={props.columns}
            rows={rows}
            rowId={rowId}
            rowHref={props.panel ? (row) => href(rowId(row)) : props.rowHref}
            onOpen={panel ? openRow : undefined}
            openId={open}
            sort={search.sort}
            onSort={(sort) => change({ sort, page: undefined })}
            picked={picked}
            onPick={bulk ? setPicked : undefined}
            stale={read.isPlaceholderData}
          />
        )}
      </div>
      {total > 0 && (
        <Pager
          page={page}
          size={size}
          total={total}
          unit={unit}
          mostCounted={props.mostCounted}
          go={(to) => change({ page: to === 1 ? undefined : String(to) }, true)}
        />
      )}
      {open && panel?.(open, close)}
    </div>
  );
}

function readInput<In>(
  schema: Schema<In> | undefined,
  basis: Record<string, unknown>,
  own: Record<string, unknown>,
): In {
  if (!schema) return { ...own, ...basis } as In;
  const whole = schema.safeParse({ ...own, ...basis });
  if (whole.success) return whole.data;
  const plain = schema.safeParse(basis);
  if (plain.success) return plain.data;
  return basis as In;
}

/** 共 10,000 件 · 第 3 页，共 500 页 */
export function Pager({
  page,
  size,
  total,
  unit,
  mostCounted = Number.POSITIVE_INFINITY,
  go,
}: {
  page: number;
  size: number;
  total: number;
  unit: string;
  mostCounted?: number | undefined;
  go: (page: number) => void;
}) {
  const last = Math.max(1, Math.ceil(total / size));
  return (
    <nav className="lc-pager" aria-label="翻页">
      <span>
        共 {total > mostCounted ? `${count(mostCounted)} 多` : count(total)} {unit}
        {last > 1 && `，第 ${count((page - 1) * size + 1)}–${count(Math.min(total, page * size))} ${unit}`}
      </span>
      {last > 1 && (
        <span className="lc-pager-steps">
          <Button icon="left" disabled={page <= 1} onClick={() => go(page - 1)}>
            上一页
          </Button>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const wanted = Number(new FormData(event.currentTarget).get("page"));
              if (wanted >= 1) go(Math.min(last, Math.floor(wanted)));
            }}
          >
            <label>
              第{" "}
              <input
                key={page}
                name="page"
                inputMode="numeric"
                defaultValue={page}
                aria-label={`第几页，共 ${last} 页`}
              />{" "}
              / {count(last)} 页
            </label>
          </form>
          <Button disabled={page >= last} onClick={() => go(page + 1)}>
            下一页
          </Button>
        </span>
      )}
    </nav>
  );
}

/** A page that is a list. */
export function ListPage<Row, In = RawInput>({
  title,
  lead,
  action,
  extra,
  before,
  ...list
}: DataListProps<Row, In> & {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  extra?: ReactNode;
  /** Above the list: a choice of its own that is no filter. */
  before?: ReactNode;
}) {
  return (
    <Page title={title} lead={lead} action={action} extra={extra}>
      {before}
      <DataList {...list} />
    </Page>
  );
}
