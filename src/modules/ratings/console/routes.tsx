import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const ratingsConsole: ConsoleRoutes = {
  job: "inspection",
  items: [
    {
      path: "/ratings",
      label: "评价",
      order: 10,
      permission: "rating:read",
      count: () => import("./pages.tsx").then((m) => m.countOpen()),
      lazy: () => import("./pages.tsx").then((m) => m.RatingsPage),
    },
  ],
};
