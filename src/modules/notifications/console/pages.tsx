import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty } from "../../../ui/console/empty.tsx";
import { moment } from "../../../ui/console/format.ts";
import { Go } from "../../../ui/console/go.tsx";
import { ListPage } from "../../../ui/console/list.tsx";
import { useAction } from "../../../ui/console/query.ts";
import { Status } from "../../../ui/console/status.tsx";
import { type Notification, notificationsContract } from "../contract.ts";

const api = client(notificationsContract);

/** Unread messages among the newest hundred: what the navigation shows. */
export async function countUnread(): Promise<number> {
  const { items } = await api.list({ size: 100 });
  return items.filter((one) => one.readAt === null).length;
}

export function MessagesPage() {
  const read = useAction((id: string) => api.markRead({ id }), {
    invalidate: [["notifications"], ["nav-count", "/messages"]],
  });
  return (
    <ListPage<Notification, InputOf<typeof notificationsContract.list>>
      title="我的消息"
      label="我的消息"
      unit="条"
      queryKey={["notifications", "list"]}
      input={notificationsContract.list["~orpc"].inputSchema}
      load={(input) => api.list(input)}
      everyMs={60_000}
      rowId={(one) => one.id}
      columns={[
        {
          key: "text",
          title: "消息",
          render: (one) => (
            <>
              {one.readAt === null ? <b>{one.text}</b> : one.text}
              {one.matterId && (
                <small>
                  <Go href={`/matters/${one.matterId}`} onClick={() => one.readAt === null && read.mutate(one.id)}>
                    打开这件事项
                  </Go>
                </small>
              )}
            </>
          ),
        },
        { key: "at", title: "时间", width: "13em", render: (one) => moment(one.createdAt) },
        {
          key: "read",
          title: "状态",
          width: "9em",
          render: (one) =>
            one.readAt === null ? (
              <Button busy={read.isPending && read.variables === one.id} onClick={() => read.mutate(one.id)}>
                标为已读
              </Button>
            ) : (
              <Status tone="good">已读</Status>
            ),
        },
      ]}
      empty={<Empty title="没有消息">有事项交给您、有预约改动时，会在这里告诉您。</Empty>}
    />
  );
}
