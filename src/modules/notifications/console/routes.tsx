import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const notificationsConsole: ConsoleRoutes = {
  job: "settings",
  items: [
    {
      path: "/messages",
      label: "我的消息",
      order: 5,
      permission: "notification:read",
      count: () => import("./pages.tsx").then((m) => m.countUnread()),
      lazy: () => import("./pages.tsx").then((m) => m.MessagesPage),
    },
  ],
};
