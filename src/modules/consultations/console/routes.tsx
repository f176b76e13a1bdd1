import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const consultationsConsole: ConsoleRoutes = {
  job: "desk",
  items: [
    {
      path: "/my-sessions",
      label: "我的坐诊",
      permission: "session:serve",
      lazy: () => import("./desk.tsx").then((m) => m.MyDeskPage),
    },
    {
      path: "/consultations/$id",
      label: "接待记录",
      permission: "consultation:read",
      lazy: () => import("./workspace.tsx").then((m) => m.ConsultationPage),
    },
  ],
  slots: [
    {
      slot: "matter",
      key: "consultations",
      order: 30,
      permission: "consultation:read",
      lazy: () => import("./panels.tsx").then((m) => m.MatterConsultationsPanel),
    },
  ],
};
