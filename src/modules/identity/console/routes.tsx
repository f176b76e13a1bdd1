import type { ConsoleRoutes } from "../../../ui/console/routes.ts";

export const identityConsole: ConsoleRoutes = {
  job: "settings",
  items: [
    { path: "/sign-in", label: "登录", open: true, lazy: () => import("./sign-in.tsx").then((m) => m.SignInPage) },
    // For whoever must set a password before anything else; the same page stands in the settings.
    {
      path: "/password",
      label: "修改密码",
      open: true,
      lazy: () => import("./password.tsx").then((m) => m.MustChangePage),
    },
    {
      path: "/accounts",
      label: "账号",
      order: 10,
      permission: "account:read",
      lazy: () => import("./accounts.tsx").then((m) => m.AccountsPage),
    },
    {
      path: "/accounts/new",
      label: "新建账号",
      hidden: true,
      permission: "account:create",
      lazy: () => import("./new-account.tsx").then((m) => m.NewAccountPage),
    },
    {
      path: "/audit",
      label: "审计记录",
      order: 20,
      permission: "audit:read",
      lazy: () => import("./audit.tsx").then((m) => m.AuditPage),
    },
    {
      path: "/settings/password",
      label: "修改密码",
      order: 90,
      permission: "self:manage",
      lazy: () => import("./password.tsx").then((m) => m.PasswordPage),
    },
  ],
};
