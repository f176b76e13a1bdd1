import { QueryClientProvider } from "@tanstack/react-query";
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  RouterProvider,
  useRouter,
} from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect, useState } from "react";
import { AuthFrame } from "./auth.tsx";
import { Button } from "./button.tsx";
import { Empty, Failed, Waiting } from "./empty.tsx";
import { base, parseSearch, writeSearch } from "./go.tsx";
import { Page } from "./page.tsx";
import { queryClient } from "./query.ts";
import { allowed, type ConsoleRoutes, navigation } from "./routes.ts";
import { type Session, SessionProvider, useMe } from "./session.tsx";
import { Shell } from "./shell.tsx";
import { applyTokens, theme } from "./theme.ts";
import { TodayPage } from "./today.tsx";

dayjs.locale("zh-cn");

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined;

interface ConsoleAppProps {
  routes: readonly ConsoleRoutes[];
  /** Null: nobody is signed in; only open pages are there and every other address leads to signing in. */
  session: Session | null;
  signInPath?: string;
  /** Where somebody must go who has to set a password first. */
  passwordPath?: string;
}

/** The whole console for one session. A new session is a new `key`. */
export function ConsoleApp({ routes, session, signInPath = "/sign-in", passwordPath = "/password" }: ConsoleAppProps) {
  const [router] = useState(() =>
    session?.me.mustSetPassword ? makeRouter(routes, null, passwordPath) : makeRouter(routes, session, signInPath),
  );
  return (
    <ConfigProvider
      theme={theme}
      locale={zhCN}
      csp={nonce === undefined ? undefined : { nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queryClient}>
        {session ? (
          <SessionProvider session={session}>
            <RouterProvider router={router} />
          </SessionProvider>
        ) : (
          <RouterProvider router={router} />
        )}
      </QueryClientProvider>
    </ConfigProvider>
  );
}

function makeRouter(routes: readonly ConsoleRoutes[], session: Session | null, signInPath: string) {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: session ? NotFound : () => <ToSignIn path={signInPath} />,
  });
  const held = session?.me.permissions ?? [];
  const items = routes.flatMap((one) => one.items);
  const page = (parent: AnyRoute, item: (typeof items)[number]) =>
    createRoute({
      getParentRoute: () => parent,
      path: item.path,
      component: lazyRouteComponent(async () => ({ default: await item.lazy() })),
    });
  const open = items.filter((item) => item.open).map((item) => page(root, item));
  const children: AnyRoute[] = open;
  if (session) {
    const shell = createRoute({ getParentRoute: () => root, id: "shell", component: () => <Shell routes={routes} /> });
    const closed = allowed(items, held).filter((item) => !item.open);
    const pages: AnyRoute[] = closed.map((item) => page(shell, item));
    if (!closed.some((item) => item.path === "/")) {
      const today = routes.some((one) => one.today && allowed(one.today, held).length > 0);
      const component = today ? () => <TodayPage routes={routes} /> : () => <First routes={routes} />;
      pages.push(createRoute({ getParentRoute: () => shell, path: "/", component }));
    }
    // Inside the shell, so that a wrong address keeps the navigation.
    pages.push(createRoute({ getParentRoute: () => shell, path: "$", component: NotFound }));
    children.push(shell.addChildren(pages));
  } else if (!items.some((item) => item.open && item.path === signInPath)) {
    children.push(createRoute({ getParentRoute: () => root, path: signInPath, component: NoSignIn }));
  }
  return createRouter({
    routeTree: root.addChildren(children),
    basepath: base,
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: false,
    scrollRestoration: true,
    defaultPendingComponent: () => <Waiting lines={8} />,
    defaultPendingMs: 150,
    defaultErrorComponent: ({ error, reset }) => <Failed error={error} retry={reset} />,
  });
}

/** Somebody without a worklist starts at the first page they have. */
function First({ routes }: { routes: readonly ConsoleRoutes[] }) {
  const me = useMe();
  const first = navigation(routes, me.permissions)[0]?.items[0];
  if (first) return <Navigate to={first.path} replace />;
  return (
    <Page title="法律门诊">
      <Empty title="您的身份下还没有可以做的事">请联系本单位管理员，确认给您的角色和单位。</Empty>
    </Page>
  );
}

const NotFound = () => (
  <Page title="没有这一页">
    <Empty title="地址不对，或者您现在的身份看不到这一页" action={<Button href="/">回到今日</Button>}>
      可以按 / 查找，或从左边选。
    </Empty>
  </Page>
);

function ToSignIn({ path }: { path: string }) {
  const router = useRouter();
  // Once: this page stays in sight, at the new address, until the sign-in page has been fetched.
  useEffect(() => {
    const { pathname, searchStr } = router.state.location;
    const next = pathname === "/" || pathname === path ? "" : writeSearch({ next: pathname + searchStr });
    router.history.replace(base + path + next);
  }, [router, path]);
  return <Waiting lines={8} />;
}

const NoSignIn = () => (
  <AuthFrame title="请先登录">
    <p>登录已经过期。请重新打开法律门诊工作台的登录页。</p>
  </AuthFrame>
);

/** Once, before the first render. */
export function startConsole(): void {
  applyTokens(document.documentElement);
}
