import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

const seen = ["session:plan", "session:serve"] as const;

export const rostersConsole: ConsoleRoutes = {
  job: "rosters",
  items: [
    {
      path: "/sessions",
      label: "坐诊时段",
      order: 10,
      permission: seen,
      lazy: () => import("./sessions.tsx").then((m) => m.SessionsPage),
    },
    {
      path: "/sessions/week",
      label: "一周安排",
      order: 20,
      permission: seen,
      lazy: () => import("./week.tsx").then((m) => m.WeekPage),
    },
    {
      path: "/sessions/new",
      label: "安排坐诊",
      hidden: true,
      permission: "session:plan",
      lazy: () => import("./session-form.tsx").then((m) => m.NewSessionPage),
    },
    {
      path: "/sessions/$id",
      label: "一场坐诊",
      permission: seen,
      lazy: () => import("./session-page.tsx").then((m) => m.SessionPage),
    },
    {
      path: "/sessions/$id/edit",
      label: "修改坐诊",
      permission: "session:plan",
      lazy: () => import("./session-form.tsx").then((m) => m.EditSessionPage),
    },
    {
      path: "/patterns",
      label: "每周固定安排",
      order: 30,
      permission: "session:plan",
      lazy: () => import("./patterns.tsx").then((m) => m.PatternsPage),
    },
    {
      path: "/patterns/new",
      label: "新增每周安排",
      hidden: true,
      permission: "session:plan",
      lazy: () => import("./pattern-form.tsx").then((m) => m.NewPatternPage),
    },
    {
      path: "/patterns/publish",
      label: "按每周安排发布",
      order: 40,
      permission: "session:plan",
      lazy: () => import("./pattern-form.tsx").then((m) => m.PublishPage),
    },
    {
      path: "/clinics",
      label: "机构",
      job: "network",
      permission: "matter:read",
      lazy: () => import("./clinics.tsx").then((m) => m.ClinicsPage),
    },
    {
      path: "/clinics/$id",
      label: "门诊",
      job: "network",
      permission: "clinic:read",
      lazy: () => import("./clinic-page.tsx").then((m) => m.ClinicPage),
    },
  ],
  search: [
    {
      key: "clinics",
      label: "门诊",
      permission: "clinic:read",
      search: (q) => import("./find.ts").then((m) => m.findClinics(q)),
    },
  ],
  commands: [
    {
      key: "plan-session",
      label: "安排坐诊",
      words: "anpai zuozhen paiban",
      permission: "session:plan",
      href: "/sessions/new",
    },
    {
      key: "publish-patterns",
      label: "按每周安排发布",
      words: "fabu paiban",
      permission: "session:plan",
      href: "/patterns/publish",
    },
  ],
  slots: [
    {
      slot: "account",
      key: "give-grant",
      permission: "grant:give",
      lazy: () => import("./grant-form.tsx").then((m) => m.GrantForm),
    },
  ],
};
