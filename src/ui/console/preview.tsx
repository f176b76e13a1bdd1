import type { Load } from "./gate.tsx";
import type { ConsoleRoutes } from "./routes.ts";
import type { Grant } from "./session.tsx";

/** An invented city for looking at the kit: `?preview` in development or in `vite build --mode preview`. */
const grants: Grant[] = [
  {
    id: "g1",
    role: "town",
    roleLabel: "司法所",
    unitName: "五星街道司法所",
    unitPath: "/3204/320404/320404100/",
    clinicId: null,
    practitionerId: null,
  },
  {
    id: "g2",
    role: "practitioner",
    roleLabel: "法律服务人员",
    unitName: "勤业三村社区法律门诊（妇女儿童维权专窗）",
    unitPath: "/3204/",
    clinicId: "c",
    practitionerId: "p",
  },
];
let grant = grants[0] ?? null;
let here = !location.search.includes("out");

const load: Load = {
  me: async () =>
    here
      ? {
          kind: "staff",
          name: location.search.includes("long") ? "阿卜杜勒·买买提江·吐尔逊" : "王晓",
          role: "town",
          permissions: [
            "matter:read",
            "matter:open",
            "session:plan",
            "clinic:read",
            "clinic:manage",
            "practitioner:read",
            "dashboard:read",
          ],
          grant,
          grants,
          mustSetPassword: location.search.includes("must"),
          demo: true,
        }
      : null,
  signOut: async () => {
    here = false;
  },
  switchGrant: async (id) => {
    grant = grants.find((one) => one.id === id) ?? null;
  },
};

const pages = () => import("./preview-pages.tsx");
const nothing = (title: string) => async () => {
  const { NothingPage } = await pages();
  return () => <NothingPage title={title} />;
};

const routes: ConsoleRoutes[] = [
  {
    job: "matters",
    items: [
      {
        path: "/matters",
        label: "全部事项",
        permission: "matter:read",
        lazy: () => pages().then((m) => m.MattersPage),
      },
      {
        path: "/matters/new",
        label: "登记来访",
        hidden: true,
        permission: "matter:open",
        lazy: () => pages().then((m) => m.NewPage),
      },
      { path: "/matters/empty", label: "联合会诊", lazy: () => pages().then((m) => m.EmptyPage) },
      { path: "/matters/broken", label: "转办", lazy: () => pages().then((m) => m.BrokenPage) },
      { path: "/matters/slow", label: "一人一策", lazy: () => pages().then((m) => m.SlowPage) },
      { path: "/matters/$id", label: "事项", permission: "matter:read", lazy: () => pages().then((m) => m.MatterPage) },
    ],
    commands: [
      {
        key: "open-matter",
        label: "登记来访",
        words: "dengji",
        hotkey: "n",
        permission: "matter:open",
        href: "/matters/new",
      },
    ],
    search: [
      { key: "matters", label: "事项", search: (q) => pages().then((m) => m.findMatters(q)) },
      {
        key: "clinics",
        label: "机构",
        search: async (q) =>
          q.includes("五星") ? [{ key: "1", title: "五星街道法律门诊", note: "钟楼区", href: "/clinics" }] : [],
      },
    ],
    today: [
      { key: "late", order: 10, lazy: () => pages().then((m) => m.TodayLate) },
      { key: "due", order: 20, lazy: () => pages().then((m) => m.TodayDue) },
      { key: "queue", order: 30, lazy: () => pages().then((m) => m.TodayQueue) },
    ],
  },
  {
    job: "today",
    items: [
      {
        path: "/",
        label: "今日",
        count: async () => 7,
        lazy: () =>
          import("./today.tsx").then(({ TodayPage }) => () => <TodayPage routes={routes} />),
      },
    ],
  },
  { job: "window", items: [{ path: "/window", label: "窗口", count: async () => 2, lazy: nothing("窗口") }] },
  { job: "desk", items: [{ path: "/desk", label: "我的坐诊", lazy: nothing("我的坐诊") }] },
  { job: "rosters", items: [{ path: "/rosters", label: "排班", permission: "session:plan", lazy: nothing("排班") }] },
  { job: "network", items: [{ path: "/clinics", label: "机构", lazy: nothing("机构") }] },
  { job: "people", items: [{ path: "/people", label: "人员", lazy: nothing("人员") }] },
  { job: "outings", items: [{ path: "/outings", label: "外出与活动", lazy: nothing("外出与活动") }] },
  { job: "inspection", items: [{ path: "/inspections", label: "督查考核", lazy: nothing("督查考核") }] },
  {
    job: "analysis",
    items: [{ path: "/analysis", label: "研判", count: async () => 1, lazy: () => pages().then((m) => m.FiguresPage) }],
  },
  { job: "money", items: [{ path: "/money", label: "经费", lazy: nothing("经费") }] },
  {
    job: "settings",
    items: [
      { path: "/settings", label: "设置", lazy: nothing("设置") },
      { path: "/sign-in", label: "登录", open: true, lazy: () => pages().then((m) => m.SignInPage) },
      { path: "/password", label: "设置密码", open: true, lazy: () => pages().then((m) => m.SignInPage) },
    ],
  },
];

export const preview: { load: Load; routes: readonly ConsoleRoutes[] } = { load, routes };
