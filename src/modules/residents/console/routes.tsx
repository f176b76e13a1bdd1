import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const residentsConsole: ConsoleRoutes = {
  job: "matters",
  items: [
    {
      path: "/residents/$id",
      label: "来访人",
      permission: "resident:search",
      lazy: () => import("./pages.tsx").then((m) => m.ResidentPage),
    },
  ],
  search: [
    {
      key: "residents",
      label: "来访人",
      permission: "resident:search",
      search: (q) => import("./find.ts").then((m) => m.findResidents(q)),
    },
  ],
};
