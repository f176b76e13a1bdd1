import type { ComponentType } from "react";
import type { Permission } from "../../shared/permissions.ts";

/** Navigation is by job, not by module. The order is the order on the left. */
export const jobs = [
  { key: "today", label: "今日" },
  { key: "window", label: "窗口" },
  { key: "desk", label: "我的坐诊" },
  { key: "matters", label: "事项" },
  { key: "rosters", label: "排班" },
  { key: "network", label: "机构" },
  { key: "people", label: "人员" },
  { key: "outings", label: "外出与活动" },
  { key: "inspection", label: "督查考核" },
  { key: "analysis", label: "研判" },
  { key: "money", label: "经费" },
  { key: "settings", label: "设置" },
] as const satisfies readonly { key: string; label: string }[];
export type JobKey = (typeof jobs)[number]["key"];

/** One page. `path` starts with `/` and is relative to `/console`; `$id` marks a parameter. */
export interface ConsoleItem {
  path: string;
  label: string;
  /** Place within the job, lowest first. */
  order?: number;
  /** One, or any of several. Absent: whoever is signed in. */
  permission?: Permission | readonly Permission[];
  /** Under another job than the module's. */
  job?: JobKey;
  /** Not in the navigation (detail pages, forms). Pages with a `$parameter` never are. */
  hidden?: boolean;
  /** Shown without a session and without the shell: sign-in, setting a password. */
  open?: boolean;
  /** Number beside the navigation label: what waits for me. */
  count?: () => Promise<number>;
  lazy: () => Promise<ComponentType>;
}

/** What `/` finds. Providers are asked in parallel; each answers with a few items. */
export interface SearchItem {
  key: string;
  title: string;
  note?: string;
  href: string;
}
export interface SearchProvider {
  key: string;
  label: string;
  permission?: Permission | readonly Permission[];
  search: (q: string) => Promise<SearchItem[]>;
}

/** What `Ctrl K` offers besides the pages. */
export interface ConsoleCommand {
  key: string;
  label: string;
  /** Words that find it besides the label, e.g. pinyin. */
  words?: string;
  permission?: Permission | readonly Permission[];
  /** Works on every page: one key such as `n`. */
  hotkey?: string;
  href: string;
}

/** A part of 今日: a worklist of things that are late, due or waiting for me. Renders nothing when there is nothing. */
export interface TodaySection {
  key: string;
  order?: number;
  permission?: Permission | readonly Permission[];
  lazy: () => Promise<ComponentType>;
}

/** Pages that leave room for higher modules: a matter's page, a row of the appointments. */
export type SlotName = "matter" | "appointment" | "resident" | "account";
/** What a part gets to know: the thing's id and the moves its answer allows. */
export interface SlotProps {
  id: string;
  can: readonly string[];
}

/** A part that a higher module adds to a page of a lower one: the tickets of a matter on the matter's page. */
export interface SlotPart {
  slot: SlotName;
  key: string;
  order?: number;
  permission?: Permission | readonly Permission[];
  lazy: () => Promise<ComponentType<SlotProps>>;
}

/** What a module exports from `console/routes.tsx`. */
export interface ConsoleRoutes {
  job: JobKey;
  items: readonly ConsoleItem[];
  search?: readonly SearchProvider[];
  commands?: readonly ConsoleCommand[];
  today?: readonly TodaySection[];
  slots?: readonly SlotPart[];
}

/** The pages and extras of every module that this person may use. */
export function allowed<T extends { permission?: Permission | readonly Permission[] }>(
  list: readonly T[],
  held: readonly string[],
): T[] {
  return list.filter((one) => {
    if (one.permission === undefined) return true;
    const wanted = typeof one.permission === "string" ? [one.permission] : one.permission;
    return wanted.some((permission) => held.includes(permission));
  });
}

export interface NavJob {
  key: JobKey;
  label: string;
  items: ConsoleItem[];
}

/** The navigation of one person: their few jobs, each with the pages they may open. */
export function navigation(all: readonly ConsoleRoutes[], held: readonly string[]): NavJob[] {
  const pages = all.flatMap((routes) => routes.items.map((item) => ({ ...item, job: item.job ?? routes.job })));
  const visible = allowed(pages, held).filter((item) => !item.hidden && !item.open && !item.path.includes("$"));
  return jobs
    .map((job) => ({
      key: job.key,
      label: job.label,
      items: visible.filter((item) => item.job === job.key).sort((a, b) => (a.order ?? 50) - (b.order ?? 50)),
    }))
    .filter((job) => job.items.length > 0);
}
