import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const appointmentsConsole: ConsoleRoutes = {
  job: "window",
  items: [
    {
      path: "/appointments",
      label: "预约",
      order: 30,
      permission: "appointment:read",
      lazy: () => import("./list-page.tsx").then((m) => m.AppointmentsPage),
    },
  ],
  slots: [
    {
      slot: "matter",
      key: "appointments",
      order: 20,
      permission: "appointment:read",
      lazy: () => import("./matter-part.tsx").then((m) => m.MatterAppointments),
    },
  ],
};
