import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const mattersConsole: ConsoleRoutes = {
  job: "matters",
  items: [
    {
      path: "/matters",
      label: "事项",
      order: 10,
      permission: "matter:read",
      lazy: () => import("./list-page.tsx").then((m) => m.MattersPage),
    },
    {
      path: "/matters/$id",
      label: "事项",
      permission: "matter:read",
      lazy: () => import("./pages.tsx").then((m) => m.MatterPage),
    },
  ],
  search: [
    {
      key: "matters",
      label: "事项",
      permission: "matter:read",
      search: (q) => import("./find.ts").then((m) => m.findMatters(q)),
    },
  ],
};
