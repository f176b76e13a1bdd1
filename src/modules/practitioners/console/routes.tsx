import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const practitionersConsole: ConsoleRoutes = {
  job: "people",
  items: [
    {
      path: "/people",
      label: "人员",
      order: 10,
      // The security administrator reads names for his grants only; no page of his.
      permission: ["session:plan", "session:serve"],
      lazy: () => import("./list-page.tsx").then((m) => m.PeoplePage),
    },
    {
      path: "/people/new",
      label: "登记人员",
      hidden: true,
      permission: "practitioner:manage",
      lazy: () => import("./edit.tsx").then((m) => m.NewPersonPage),
    },
    {
      path: "/people/$id",
      label: "人员",
      permission: "practitioner:read",
      lazy: () => import("./list-page.tsx").then((m) => m.PersonPage),
    },
    {
      path: "/people/$id/edit",
      label: "修改人员",
      permission: "practitioner:manage",
      lazy: () => import("./edit.tsx").then((m) => m.EditPersonPage),
    },
  ],
  search: [
    {
      key: "people",
      label: "人员",
      permission: "practitioner:read",
      search: (q) => import("./find.ts").then((m) => m.findPeople(q)),
    },
  ],
};
