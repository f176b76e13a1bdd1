import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

const today = () => import("./today.tsx").then((m) => m.TodayPage);

export const dashboardsConsole: ConsoleRoutes = {
  job: "today",
  items: [
    {
      path: "/",
      label: "今日",
      permission: "dashboard:read",
      count: () => import("./count.ts").then((m) => m.countWork()),
      lazy: today,
    },
    { path: "/today", label: "今日", hidden: true, permission: "dashboard:read", lazy: today },
    {
      path: "/overview",
      label: "概览",
      job: "analysis",
      order: 10,
      // The desk and the tiers; a practitioner's own figures are on 今日.
      permission: "session:plan",
      lazy: () => import("./overview.tsx").then((m) => m.OverviewPage),
    },
    {
      path: "/records",
      label: "数字背后的记录",
      hidden: true,
      permission: "dashboard:read",
      lazy: () => import("./records.tsx").then((m) => m.RecordsPage),
    },
  ],
};
