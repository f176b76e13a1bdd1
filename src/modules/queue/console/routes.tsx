import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const queueConsole: ConsoleRoutes = {
  job: "window",
  items: [
    {
      path: "/desk",
      label: "登记来访",
      order: 10,
      permission: "matter:open",
      lazy: () => import("./desk-page.tsx").then((m) => m.DeskPage),
    },
    {
      path: "/queue",
      label: "今天的排队",
      order: 20,
      permission: "ticket:read",
      lazy: () => import("./queue-page.tsx").then((m) => m.QueuePage),
    },
  ],
  commands: [
    {
      key: "open-matter",
      label: "登记来访",
      words: "dengji laifang quhao 取号 来电 来信",
      hotkey: "n",
      permission: "matter:open",
      href: "/desk",
    },
  ],
  slots: [
    {
      slot: "matter",
      key: "ticket",
      order: 10,
      permission: "ticket:read",
      lazy: () => import("./parts.tsx").then((m) => m.MatterTicket),
    },
    {
      slot: "appointment",
      key: "receive",
      order: 10,
      permission: "appointment:receive",
      lazy: () => import("./parts.tsx").then((m) => m.ReceiveButton),
    },
  ],
};
