import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const networkConsole: ConsoleRoutes = {
  job: "network",
  items: [
    {
      path: "/clinics/$id/edit",
      label: "修改公示信息",
      permission: "clinic:manage",
      lazy: () => import("./edit.tsx").then((m) => m.ClinicEditPage),
    },
    {
      path: "/clinics/$id/qr",
      label: "门诊二维码",
      permission: "clinic:read",
      lazy: () => import("./poster.tsx").then((m) => m.ClinicPosterPage),
    },
  ],
};
